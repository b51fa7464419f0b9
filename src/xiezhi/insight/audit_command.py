"""`xiezhi audit LOG --mapping M --corpus DIR`: every norm over every case of an event log. No server, no database.

`xiezhi audit` without a log audits this node, under the node's own corpus.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path

import django
import duckdb

from xiezhi.insight.audit.engine import Audit, connect
from xiezhi.insight.audit.sinks import FORMS, Whole
from xiezhi.insight.audit.source import Source, StagedLog
from xiezhi.insight.audit.summary import table
from xiezhi.insight.logs.forms import read_log
from xiezhi.insight.logs.mapping_file import read_mapping
from xiezhi.insight.logs.opening import damage
from xiezhi.insight.logs.problems import LogError
from xiezhi.insight.logs.stage import Stage
from xiezhi.insight.logs.values import day_number
from xiezhi.insight.snapshot.manifest import SnapshotError, read_manifest
from xiezhi.insight.snapshot.parameters import with_values
from xiezhi.insight.snapshot.source import NodeLog
from xiezhi.law.corpus import Corpus, load
from xiezhi.law.reading import CorpusError
from xiezhi.law.verdicts import Verdict

#: A bucket is meant to hold about this many bytes of the (compressed) log.
BUCKET_BYTES = 32 << 20
MOST_BUCKETS = 4096
#: What is written when `--verdicts` does not say otherwise.
TOLD = (Verdict.BREACHED, Verdict.RUNNING, Verdict.UNKNOWN, Verdict.NEEDS_JUDGEMENT)


def main(argv: Sequence[str]) -> int:
    """Exit code 0: audited; 2: the log, the mapping or the corpus cannot be used, nothing was written."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        _audit(options)
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
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xiezhi audit", description="按规范审计事件日志的全部案件"
    )
    parser.add_argument(
        "log",
        type=Path,
        nargs="?",
        help="日志：.xes、.csv、.jsonl，可以是 .gz；或者 xiezhi snapshot 写出的文件夹；不写则审计本节点",
    )
    parser.add_argument(
        "--mapping", type=Path, help="活动、属性与步骤、字段的对应表（审计快照时不用）"
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        action="append",
        help="语料目录；可写多次，上层在前（审计本节点时不用）",
    )
    parser.add_argument("--as-of", type=_day, help="审计的基准日（默认日志最后一日）")
    parser.add_argument("--out", type=_out, help="审计发现：.parquet、.csv 或 .jsonl")
    parser.add_argument(
        "--verdicts",
        type=_verdicts,
        default=TOLD,
        help="写出哪些判定，逗号分隔，或 all（默认除 met、not_applicable 以外）",
    )
    parser.add_argument("--strict", action="store_true", help="日志有 mapping 未写明的名称时报错")
    parser.add_argument("--buckets", type=_count, help="分几批审计（默认按日志大小）")
    return parser


def _audit(options: argparse.Namespace) -> None:
    as_of = day_number(options.as_of) if options.as_of else None
    with tempfile.TemporaryDirectory(prefix="xiezhi-audit-") as name, ExitStack() as stack:
        folder = Path(name)
        corpus, log = _source(options, folder, stack)
        audit = Audit(corpus, log, as_of, folder / "spill", _say)
        sink = stack.enter_context(Whole(options.out)) if options.out else None
        audit.run(sink, options.verdicts)
    sys.stdout.write(table(corpus, audit.counts) + "\n")


def _source(options: argparse.Namespace, folder: Path, stack: ExitStack) -> tuple[Corpus, Source]:
    """What is audited, and by which corpus."""
    if options.log is None:
        if options.corpus or options.mapping:
            raise damage(
                Path("LOG"), "写了 --corpus 或 --mapping，却没有写日志；审计本节点时两者都不写"
            )
        return stack.enter_context(_node(options))
    if not options.corpus:
        raise damage(options.log, "须用 --corpus 写明语料目录")
    corpus = load(options.corpus)
    log = _log(options, corpus, folder)
    return with_values(corpus, log.manifest) if isinstance(log, NodeLog) else corpus, log


def _node(options: argparse.Namespace) -> AbstractContextManager[tuple[Corpus, Source]]:
    """This node. Only here is Django loaded: a foreign log is audited without it."""
    django.setup()
    found: AbstractContextManager[tuple[Corpus, Source]] = import_module(
        "xiezhi.insight.node_audit"
    ).node_log(_say, options.buckets)
    return found


def _log(options: argparse.Namespace, corpus: Corpus, folder: Path) -> Source:
    """The log, staged in `folder`; or a snapshot of a node, which is already in the audit's form."""
    if options.log.is_dir():
        return NodeLog(options.log, read_manifest(options.log))
    if options.mapping is None:
        raise damage(options.log, "审计事件日志须用 --mapping 写明对应表")
    mapping = read_mapping(options.mapping, corpus)
    log = StagedLog(folder, options.buckets or _buckets(options.log), mapping)
    stage = Stage(options.log, mapping, corpus, folder, log.buckets)
    stage.add_all(read_log(options.log, mapping))
    _say(f"读入事件 {stage.tally.events}，参与判断 {stage.tally.kept}")
    for sentence in stage.tally.sentences():
        _say(sentence)
    if options.strict and stage.tally.unexplained():
        raise damage(options.log, "有 mapping 未写明的名称（--strict）")
    split = log.split_cases(connect(folder / "spill"))
    if split:
        reason = f"同一案件标识出现在不止一条轨迹：{'、'.join(split)}"
        raise damage(options.log, reason, field=mapping.case)
    return log


def _buckets(log: Path) -> int:
    try:
        return 1 + log.stat().st_size // BUCKET_BYTES
    except OSError:
        return 1


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
