"""`xiezhi periods compute`: the last day of a statutory period, with its calculation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from xiezhi.law.commands.common import BAD_INPUT, OK, BadInput, as_json, parser, run
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Within
from xiezhi.law.periods import Calendar, CalendarMissing, Due, due
from xiezhi.law.periods.clock import CONTINUOUS, Roll

#: Word of the input → unit of law, and what happens on a last day that is a day off (calendar.md 3).
UNITS: Mapping[str, tuple[str, Roll]] = {
    "workdays": ("workdays", "none"),
    "calendar_days": ("days", "none"),
    "calendar_days_roll": ("days", "next_workday"),
    "months": ("months", "none"),
    "months_roll": ("months", "next_workday"),
    "years": ("years", "none"),
    "years_roll": ("years", "next_workday"),
    "hours": ("hours", "none"),
    "minutes": ("minutes", "none"),
}
_ONE_DAY = timedelta(days=1)
_LONGEST = 100_000
_FIRST_DAY = "开始当日计入，与自前一日起算相同。"


def main(argv: Sequence[str]) -> int:
    """Exit code 0: computed (a line that cannot be is answered with `error`); 2: bad arguments or corpus."""
    found = parser("periods compute", "计算法定期间的末日，并说明怎样算出")
    found.add_argument("start", nargs="?", metavar="开始", help="2026-03-02，或者 2026-03-02T16:30")
    found.add_argument("n", nargs="?", type=int, metavar="数量")
    found.add_argument(
        "unit", nargs="?", choices=list(UNITS), metavar="单位", help="、".join(UNITS)
    )
    found.add_argument("--start-day-counts", action="store_true", help="开始当日计入")
    found.add_argument("--json", action="store_true", help="机器可读")
    found.add_argument(
        "--jsonl",
        nargs="?",
        const="-",
        metavar="文件",
        help="逐行读 {id, start, start_day_counts, unit, n}，逐行写 {id, end} 或者 {id, error}；不写文件则读标准输入",
    )
    return run(found, argv, _compute)


def _compute(options: argparse.Namespace, corpus: Corpus) -> int:
    if options.jsonl is not None:
        return _lines(options.jsonl, corpus.calendar)
    if options.unit is None:
        raise BadInput(
            "请写明开始、数量、单位，如：xiezhi periods compute 2026-03-02 90 calendar_days_roll"
        )
    asked = {
        "start": options.start,
        "n": options.n,
        "unit": options.unit,
        "start_day_counts": options.start_day_counts,
    }
    try:
        found = computed(asked, corpus.calendar)
    except (ValueError, CalendarMissing) as error:
        raise BadInput(_sentence(error)) from error
    told = [*([_FIRST_DAY] if options.start_day_counts else []), *found.calculation]
    if options.json:
        as_json({"end": _end(found), "calculation": told})
    else:
        print("\n".join(told))
    return OK


def _lines(file: str, calendar: Calendar) -> int:
    with ExitStack() as stack:
        lines = sys.stdin if file == "-" else stack.enter_context(Path(file).open(encoding="utf-8"))
        try:
            for answer in answers(lines, calendar):
                print(json.dumps(answer, ensure_ascii=False))
        except UnicodeDecodeError:
            print("文件不是 UTF-8 编码，没有读完。请另存为 UTF-8 后重试。", file=sys.stderr)
            return BAD_INPUT
    return OK


def answers(lines: Iterable[str], calendar: Calendar) -> Iterator[dict[str, Any]]:
    """One answer for every line that is not blank: `{id, end}`, or `{id, error}` in place of a guess."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer(line, number, calendar)


def _answer(line: str, number: int, calendar: Calendar) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as error:
        return {"id": None, "error": f"第{number}行不是 JSON（{error.msg}）。"}
    if not isinstance(asked, dict):
        return {"id": None, "error": f"第{number}行不是一个对象。"}
    try:
        return {"id": asked.get("id"), "end": _end(computed(asked, calendar))}
    except (ValueError, CalendarMissing) as error:
        return {"id": asked.get("id"), "error": _sentence(error)}


def computed(asked: Mapping[str, Any], calendar: Calendar) -> Due:
    """The period of one line. Raises ValueError with a sentence, CalendarMissing for a year without arrangement."""
    if asked.get("unit") not in UNITS:
        raise ValueError(f"单位“{asked.get('unit')}”不是{'、'.join(UNITS)}之一。")
    unit, roll = UNITS[asked["unit"]]
    start = _start(asked.get("start"), unit)
    if _flag(asked.get("start_day_counts", False)):
        start -= timedelta(0) if unit in CONTINUOUS else _ONE_DAY
    return due(start, Within(unit, amount=_amount(asked.get("n"))), calendar, roll=roll)  # type: ignore[arg-type]


def _start(text: Any, unit: str) -> date | datetime:
    try:
        return datetime.fromisoformat(text) if unit in CONTINUOUS else date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        wanted = "2026-03-02T16:30 这样的时刻" if unit in CONTINUOUS else "2026-03-02 这样的日期"
        raise ValueError(f"开始“{text}”不是{wanted}。") from error


def _amount(n: Any) -> int:
    if isinstance(n, bool) or not isinstance(n, int) or not 0 < n <= _LONGEST:
        raise ValueError(f"数量“{n}”不是1至{_LONGEST}的整数。")
    return n


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"start_day_counts“{value}”不是 true 或者 false。")
    return value


def _end(found: Due) -> str:
    last = found.run.last
    assert last is not None
    return last.isoformat(timespec="minutes") if isinstance(last, datetime) else last.isoformat()


def _sentence(error: Exception) -> str:
    return str(error) or "不能计算。"
