"""`xiezhi audit LOG --mapping M --corpus DIR`: every norm over every case of an event log. No server, no database.

`xiezhi audit` without a log audits this node, under the node's own corpus.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import django
import duckdb

from xiezhi.insight.audit.engine import Audit
from xiezhi.insight.audit.foreign import mapping_of, staged
from xiezhi.insight.audit.sinks import FORMS, Several, Whole
from xiezhi.insight.audit.source import StagedLog
from xiezhi.insight.audit.summary import table
from xiezhi.insight.audit.told import Told, as_json, beside, write_whole
from xiezhi.insight.logs.account import Account, of_node
from xiezhi.insight.logs.opening import damage
from xiezhi.insight.logs.problems import LogError
from xiezhi.insight.logs.values import day_number
from xiezhi.insight.report.page import page
from xiezhi.insight.report.reading import gathered
from xiezhi.insight.snapshot.manifest import NAME, SnapshotError, read_manifest
from xiezhi.insight.snapshot.parameters import with_values
from xiezhi.insight.snapshot.source import NodeLog
from xiezhi.law.corpus import Corpus, load
from xiezhi.law.reading import CorpusError
from xiezhi.law.verdicts import Verdict

MOST_BUCKETS = 4096
#: What is written when `--verdicts` does not say otherwise.
TOLD = (Verdict.BREACHED, Verdict.RUNNING, Verdict.UNKNOWN, Verdict.NEEDS_JUDGEMENT)


def main(argv: Sequence[str]) -> int:
    """Exit code 0: audited; 2: log, mapping or corpus cannot be used, nothing was written; 3: audited, not complete."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _audit(options)
    except (LogError, CorpusError, SnapshotError) as error:
        _say(str(error))
        _say("没有写出任何结果。请按上面的位置改正后重新运行。")
        return 2
    except duckdb.OutOfMemoryException:
        _say("内存不足，没有写出任何结果。请用 --buckets 分更多批次后重新运行。")
        return 2
    except OSError as error:
        _say(f"不能读写 {error.filename or '文件'}（{error.strerror}），没有写出任何结果。")
        _say("请检查磁盘空间和权限后重新运行。")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xiezhi audit", description="按规范审计事件日志的全部案件"
    )
    parser.add_argument(
        "log",
        type=Path,
        nargs="?",
        help="日志：.xes、.csv、.jsonl、.json（OCEL 2.0），可以是 .gz；.parquet 文件或者文件夹；"
        "或者 xiezhi snapshot 写出的文件夹；不写则审计本节点",
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        help="活动、属性与步骤、字段的对应表（审计快照时不用；事件日志格式见 docs/event-log.md）",
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        action="append",
        help="语料目录；可写多次，上层在前（审计本节点时不用）",
    )
    parser.add_argument("--as-of", type=_day, help="审计的基准日（默认日志最后一日）")
    parser.add_argument("--out", type=_out, help="审计发现：.parquet、.csv 或 .jsonl")
    parser.add_argument("--report", type=_report, help="网页报告 .html，一个文件，不用服务器打开")
    parser.add_argument(
        "--verdicts",
        type=_verdicts,
        default=TOLD,
        help="写出哪些判定，逗号分隔，或 all（默认除 met、not_applicable 以外）",
    )
    parser.add_argument(
        "--strict", action="store_true", help="遇到第一个不能读的行即停止；有未写明的名称时报错"
    )
    parser.add_argument("--buckets", type=_count, help="分几批审计（默认按日志大小）")
    return parser


def _audit(options: argparse.Namespace) -> int:
    as_of = day_number(options.as_of) if options.as_of else None
    with tempfile.TemporaryDirectory(prefix="xiezhi-audit-") as name, ExitStack() as stack:
        folder = Path(name)
        corpus, log, account = _source(options, folder, stack)
        audit = Audit(corpus, log, as_of, folder / "spill", _say)
        found = folder / "findings.parquet"
        places = ([options.out] if options.out else []) + ([found] if options.report else [])
        with ExitStack() as sinks:
            several = Several([sinks.enter_context(Whole(place)) for place in places])
            audit.run(several if places else None, options.verdicts)
        told = _told(options, audit, account)
        if options.out:
            write_whole(beside(options.out), as_json(told))
        if options.report:
            write_whole(options.report, page(told, gathered(audit.con, found, log.folder)))
    return _end(told)


def _told(options: argparse.Namespace, audit: Audit, account: Account) -> Told:
    return Told(
        log=str(options.log or "本节点"),
        corpus=audit.corpus,
        layers=tuple(map(str, options.corpus or ())),
        as_of=audit.as_of,
        made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        counts=audit.counts,
        account=account,
    )


def _end(told: Told) -> int:
    """The summary on standard output, and the exit code."""
    if not told.account.complete:
        warning = f"审计不完整：{told.account.why_not()}。下面的数字不能当作全部结果。"
        sys.stdout.write(warning + "\n")
        _say(warning)
    sys.stdout.write(table(told.corpus, told.counts) + "\n")
    return 0 if told.account.complete else 3


def _source(
    options: argparse.Namespace, folder: Path, stack: ExitStack
) -> tuple[Corpus, StagedLog | NodeLog, Account]:
    """What is audited, by which corpus, and what of it was not understood."""
    if options.log is None:
        if options.corpus or options.mapping:
            raise damage(
                Path("LOG"), "写了 --corpus 或 --mapping，却没有写日志；审计本节点时两者都不写"
            )
        corpus, node = stack.enter_context(_node(options))
        return corpus, node, _of_node(node)
    if not options.corpus:
        raise damage(options.log, "须用 --corpus 写明语料目录")
    corpus = load(options.corpus)
    if _is_snapshot(options.log):
        node = NodeLog(options.log, read_manifest(options.log))
        return with_values(corpus, node.manifest), node, _of_node(node)
    mapping = mapping_of(options.log, options.mapping, corpus)
    log, account = staged(
        options.log, mapping, corpus, folder, options.buckets, options.strict, _say
    )
    return corpus, log, account


def _is_snapshot(log: Path) -> bool:
    """A folder with a manifest, or one that holds nothing else that could be read."""
    return (log / NAME).exists() or (log.is_dir() and not any(log.rglob("*.parquet")))


def _of_node(node: NodeLog) -> Account:
    manifest = node.manifest
    return of_node(manifest.rows["events"], dict(manifest.unknown), node.folder)


def _node(options: argparse.Namespace) -> AbstractContextManager[tuple[Corpus, NodeLog]]:
    """This node. Only here is Django loaded: a foreign log is audited without it."""
    django.setup()
    found: AbstractContextManager[tuple[Corpus, NodeLog]] = import_module(
        "xiezhi.insight.node_audit"
    ).node_log(_say, options.buckets)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期；应为 2026-03-02 这样的写法") from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_BUCKETS:
        raise argparse.ArgumentTypeError(f"“{text}”：应为 1 到 {MOST_BUCKETS} 的整数")
    return int(text)


def _out(text: str) -> Path:
    path = Path(text)
    if path.suffix not in FORMS or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"“{text}”：目录须存在，后缀为 {'、'.join(FORMS)} 之一")
    return path


def _report(text: str) -> Path:
    path = Path(text)
    if path.suffix != ".html" or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"“{text}”：目录须存在，后缀为 .html")
    return path


def _verdicts(text: str) -> tuple[Verdict, ...]:
    if text == "all":
        return tuple(Verdict)
    try:
        return tuple(Verdict(word) for word in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”：可写 {'、'.join(Verdict)}，或 all") from None


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
