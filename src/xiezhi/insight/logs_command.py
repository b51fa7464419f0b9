"""`xiezhi logs convert IN OUT`: a log of any form as the event-log format (`docs/event-log.md`) in any form."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from xiezhi.insight.audit.foreign import mapping_of
from xiezhi.insight.logs.account import Account
from xiezhi.insight.logs.forms import read_log
from xiezhi.insight.logs.problems import LogError
from xiezhi.insight.logs.translate import Translator, nothing
from xiezhi.insight.logs.writers.forms import write_log, writer_of
from xiezhi.insight.logs.writers.records import Record, recorder
from xiezhi.law.corpus import NATIONAL, load
from xiezhi.law.reading import CorpusError


def convert(argv: Sequence[str]) -> int:
    """Exit code 0: converted whole; 2: not converted, nothing was written; 3: converted, but not all of it."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        account = _convert(options)
    except (LogError, CorpusError) as error:
        _say(f"{error}\n没有写出任何结果。请按上面的位置改正后重新运行。")
        return 2
    except OSError as error:
        _say(f"不能读写 {error.filename or '文件'}（{error.strerror}），没有写出任何结果。")
        return 2
    return _end(options.out, account)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xiezhi logs convert", description="把日志改写成事件日志格式（docs/event-log.md）"
    )
    parser.add_argument("log", type=Path, metavar="IN", help="能审计的任何日志")
    parser.add_argument(
        "out", type=Path, metavar="OUT", help=".csv、.jsonl、.parquet、.xes，或者 .json（OCEL 2.0）"
    )
    parser.add_argument("--mapping", type=Path, help="对应表；日志已是事件日志格式时不写")
    parser.add_argument(
        "--corpus", type=Path, action="append", help="语料目录；可写多次，上层在前（默认国家语料）"
    )
    parser.add_argument("--strict", action="store_true", help="遇到第一个不能读的行即停止")
    return parser


def _convert(options: argparse.Namespace) -> Account:
    writer_of(options.out)
    corpus = load(options.corpus or [NATIONAL])
    mapping = mapping_of(options.log, options.mapping, corpus)
    translator = Translator(options.log, mapping, corpus, options.strict)
    record = recorder(corpus)

    def records() -> Iterator[Record]:
        for event in read_log(options.log, mapping):
            row = translator.row(event)
            if row is not None:
                yield record(row)
        if translator.tally.kept == 0:
            raise LogError([*translator.aside.problems(), nothing(options.log, translator.tally)])

    write_log(options.out, records())
    return Account(translator.tally, translator.aside)


def _end(out: Path, account: Account) -> int:
    for sentence in account.sentences():
        _say(sentence)
    print(f"已写入 {out}：读入事件 {account.tally.events}，写出 {account.tally.kept}。")
    if account.complete:
        return 0
    print(f"没有全部写出：{account.why_not()}。")
    return 3


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
