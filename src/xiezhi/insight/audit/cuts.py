"""Clocks that something cuts or extends: row by row, with the code that also judges one case online."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from xiezhi.insight.audit.dues import Keep, day, least, moment, put
from xiezhi.law.events import Event
from xiezhi.law.facts.history import History
from xiezhi.law.facts.pairs import intervals
from xiezhi.law.norms.clocks import Clock, last_day
from xiezhi.law.norms.model import Within
from xiezhi.law.norms.sql_verdicts import Cutting
from xiezhi.law.periods import Calendar, CalendarMissing, Interval

Due = tuple[int | None, int | None, int]


def fill(con: Any, cutting: Cutting, calendar: Calendar, keep: Keep = put) -> None:
    """Create the table `cutting.name(<keys>, due, least, suspended)`."""
    histories = _histories(con, cutting)
    keys, scope = len(cutting.keys), len(cutting.scope)
    rows = []
    for row in con.execute(cutting.rows).fetchall():
        seen = histories[row[keys : keys + scope]]
        rows.append((*row[:keys], *_due(cutting, seen, row[keys + scope :], calendar)))
    words = sum(key in ("matter", "thread") for key in cutting.keys)
    keep(con, cutting.name, (*cutting.keys, "due", "least", "suspended"), rows, words)


def _histories(con: Any, cutting: Cutting) -> dict[tuple[Any, ...], History]:
    """The cutting events of each scope; `seq` of an event is its order in the whole history."""
    found: dict[tuple[Any, ...], list[Event]] = defaultdict(list)
    for *scope, order, step, minute in con.execute(cutting.history).fetchall():
        at = moment(minute)
        found[tuple(scope)].append(Event(scope[0], "", "", order, step, at, at))
    return {scope: History(events, {}) for scope, events in found.items()}


def _due(cutting: Cutting, seen: History, row: Sequence[Any], calendar: Calendar) -> Due:
    start, start_min, end, end_order, amount, *lengths = row
    if amount is None or amount < 0:
        return None, None, 0
    begun = _start(cutting, start, start_min)
    clock = Clock(
        start=begun,
        end=None,
        within=Within(cutting.rule.within.unit, amount),
        as_of=moment(0),
        cuts=tuple(_cuts(cutting, seen, end, end_order)),
        roll=cutting.rule.roll,
        extensions=tuple(_extensions(cutting, seen, begun, lengths)),
    )
    try:
        found = last_day(clock, calendar)
    except CalendarMissing as missing:
        return None, least(missing), 0
    except (ValueError, OverflowError):
        return None, None, 0
    end = found.minute if cutting.unit == "min" else found.day
    return end, end, int(found.suspended)


def _start(cutting: Cutting, start: int, start_min: int | None) -> date | datetime:
    if start_min is not None:
        return moment(start_min)
    return moment(start) if cutting.unit == "min" else day(start)


def _cuts(
    cutting: Cutting, seen: History, end: int | None, end_order: int | None
) -> Iterator[Interval]:
    """The intervals cut out of the clock, those still open at the end closed there."""
    for opened, closed in intervals(seen, cutting.rule.except_):
        until = None if closed is None else seen.events[closed]
        begun = seen.events[opened]
        if end is None or end_order is None:
            yield begun.at, until.at if until else None
        elif begun.seq < end_order:
            inside = until is not None and until.seq <= end_order
            stop = moment(end) if cutting.unit == "min" else day(end)
            yield begun.at, until.at if until and inside else stop


def _extensions(
    cutting: Cutting, seen: History, begun: date | datetime, lengths: Sequence[int | None]
) -> Iterator[tuple[datetime, Within]]:
    """When each extension was granted first after the start, and how much it adds."""
    for (step, period), length in zip(cutting.rule.extended_by, lengths, strict=True):
        moments = (seen.events[p].at for p in seen.positions((step,)))
        granted = next((at for at in moments if _not_before(at, begun)), None)
        if length is not None and length >= 0 and granted is not None:
            yield granted, Within(period.unit, length)


def _not_before(at: datetime, begun: date | datetime) -> bool:
    return at >= begun if isinstance(begun, datetime) else at.date() >= begun
