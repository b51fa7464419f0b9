"""Working days as the generator counts them: its own table, so that it does not share the engine's mistakes."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from xiezhi.site.city.reading import book

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@cache
def _table() -> tuple[frozenset[date], frozenset[date]]:
    """Days off and make-up working days."""
    table = book(Path(__file__).with_name("workdays.yaml"))
    off = {
        day
        for first, last in table["off"]
        for day in _days(date.fromisoformat(str(first)), date.fromisoformat(str(last)))
    }
    return frozenset(off), frozenset(date.fromisoformat(str(day)) for day in table["work"])


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@cache
def is_workday(day: date) -> bool:
    off, work = _table()
    return day in work or (day not in off and day.weekday() < SATURDAY)


def is_makeup(day: date) -> bool:
    """A weekend day worked in exchange for a holiday (调休上班)."""
    return day in _table()[1]


def rolled(day: date) -> date:
    """The day itself, or the next working day after it."""
    while not is_workday(day):
        day += ONE_DAY
    return day


def plus_workdays(day: date, count: int) -> date:
    """The `count`-th working day after `day`."""
    for _ in range(count):
        day = rolled(day + ONE_DAY)
    return day
