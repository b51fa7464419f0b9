"""The `xiezhi` command: one table of sub-commands, each a function `main(argv) -> int` in its own room."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module

import django


@dataclass(frozen=True, slots=True)
class Command:
    """`words` typed by the user, where the function lives, what it does, whether it needs the node's database."""

    words: tuple[str, ...]
    target: str
    help: str
    node: bool = True


COMMANDS = (
    Command(
        ("demo", "compare"),
        "xiezhi.site.demo:compare",
        "示范区：审计结果与标准答案对照",
        node=False,
    ),
    Command(("demo",), "xiezhi.site.demo:main", "装入示范区并提供网页服务", node=False),
    Command(("serve",), "xiezhi.site.serve:main", "启动网页服务和后台工作进程", node=False),
    Command(("worker",), "xiezhi.site.worker:main", "只运行后台工作进程(跟随者、检查点)"),
    Command(("manage",), "xiezhi.site.manage:main", "Django 管理命令(migrate 等)"),
    Command(("corpus", "check"), "xiezhi.law.check:main", "检查法律资料库", node=False),
    Command(("norms", "list"), "xiezhi.law.commands.norms_list:main", "列出规范", node=False),
    Command(("norms", "show"), "xiezhi.law.commands.norms_show:main", "显示一条规范", node=False),
    Command(("norms", "test"), "xiezhi.law.commands.norms_test:main", "运行例子和故事", node=False),
    Command(
        ("norms", "coverage"),
        "xiezhi.law.commands.norms_coverage:main",
        "目录中的规范已编码多少",
        node=False,
    ),
    Command(
        ("norms", "conditions"),
        "xiezhi.law.commands.norms_coverage:conditions_main",
        "适用条件与事实、步骤、角色的对应",
        node=False,
    ),
    Command(
        ("norms", "graph"),
        "xiezhi.law.commands.norms_graph:main",
        "步骤、事实、规范的关系图",
        node=False,
    ),
    Command(
        ("procedures", "show"),
        "xiezhi.site.procedures_command:main",
        "显示一个程序，流程图为 SVG",
        node=False,
    ),
    Command(
        ("periods", "compute"),
        "xiezhi.law.commands.periods:main",
        "计算并解释法定期间",
        node=False,
    ),
    Command(
        ("audit",), "xiezhi.insight.audit_command:main", "全量审计事件日志或本节点", node=False
    ),
    Command(
        ("logs", "convert"),
        "xiezhi.insight.logs_command:convert",
        "把日志改写成事件日志格式",
        node=False,
    ),
    Command(("snapshot",), "xiezhi.insight.snapshot_command:main", "把本节点写成 Parquet 快照"),
    Command(
        ("inspections", "redraw"),
        "xiezhi.inspections.redraw_command:main",
        "按记载的种子和名录重做随机抽取，核对结果",
    ),
    Command(("search", "rebuild"), "xiezhi.matters.search.rebuild:main", "重建案件检索"),
    Command(("documents", "gallery"), "xiezhi.documents.gallery_command:main", "印出全部文书样张"),
    Command(("documents", "filled"), "xiezhi.site.filled:main", "各种文书由系统填入的比例"),
    Command(("statutes", "import"), "xiezhi.lawroom.statutes_command:main", "载入法律文本"),
    Command(("journal", "verify"), "xiezhi.journal.commands_verify:main", "独立核验流水"),
    Command(("journal", "export"), "xiezhi.journal.commands_export:main", "导出流水供离线核验"),
    Command(("exchange",), "xiezhi.exchange.command:main", "与其他节点交换签名的信封"),
    Command(("journal", "checkpoint"), "xiezhi.journal.commands_checkpoint:main", "立即签署检查点"),
)


def usage() -> str:
    """The list of sub-commands, one line each."""
    lines = [f"  xiezhi {' '.join(c.words):<20} {c.help}" for c in COMMANDS]
    return "用法:\n" + "\n".join(lines)


def find(argv: list[str]) -> tuple[Command, list[str]] | None:
    """The command whose words begin `argv`, and what follows them."""
    for command in COMMANDS:
        n = len(command.words)
        if tuple(argv[:n]) == command.words:
            return command, argv[n:]
    return None


def main() -> int:
    """Run the sub-command named on the command line; exit code 2 for a word that is none."""
    found = find(sys.argv[1:])
    if found is None:
        print(usage(), file=sys.stderr)
        return 0 if sys.argv[1:] in ([], ["--help"], ["help"]) else 2
    command, rest = found
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.site.settings")
    if command.node:
        django.setup()
    module, _, function = command.target.partition(":")
    return int(getattr(import_module(module), function)(rest) or 0)
