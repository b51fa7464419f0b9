"""One clock judged: start, end or none, period, cuts, extensions → verdict with its last lawful day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from xiezhi.law.facts.context import Scalar
from xiezhi.law.norms.model import Within
from xiezhi.law.norms.outcome import Outcome, chinese_day, chinese_minute, unknown
from xiezhi.law.periods.calendar import Calendar, CalendarMissing
from xiezhi.law.periods.clock import CONTINUOUS, Roll, day_number, minute_number
from xiezhi.law.periods.due import Due, due
from xiezhi.law.periods.intervals import Interval
from xiezhi.law.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Clock:
    """Moments are local and naive; `end` None: not yet done; `extensions`: (granted, added)."""

    start: date | datetime
    end: datetime | None
    within: Within
    as_of: datetime
    cuts: tuple[Interval, ...] = ()
    roll: Roll = "next_workday"
    extensions: tuple[tuple[datetime, Within], ...] = ()


def judge_clock(clock: Clock, calendar: Calendar) -> Outcome:
    """met: done in time; breached: done late, or not done and over; running: still time, or suspended.

    On an estimated calendar nothing is breached: done late is unknown, not done is running (暂定). Where the
    calendar has no answer, what happened before the end could possibly come is still in time.
    """
    try:
        end = last_day(clock, calendar)
    except CalendarMissing as missing:
        return _without_calendar(clock, missing)
    except (ValueError, OverflowError) as fault:
        return unknown(detail=str(fault))
    exact = clock.within.unit in CONTINUOUS
    limit = end.minute if exact else end.day
    measure = minute_number if exact else day_number
    verdict = _verdict(clock, limit, measure(clock.end or clock.as_of), end.provisional)
    return Outcome(
        verdict,
        _detail(clock, end, exact),
        facts=_facts(clock),
        due_day=None if exact else end.day,
        due_min=end.minute if exact else None,
        suspended=end.suspended,
        provisional=end.provisional,
        explain=lambda: end.calculation,
    )


def _without_calendar(clock: Clock, missing: CalendarMissing) -> Outcome:
    """In time when it was done (or is judged) before the earliest possible end, else unknown."""
    reached = day_number(clock.end or clock.as_of)
    if missing.least is None or reached > day_number(missing.least):
        return unknown(detail=str(missing))
    least = day_number(missing.least)
    done = "" if clock.end is None else f"，办理于{chinese_day(reached)}"
    return Outcome(
        Verdict.RUNNING if clock.end is None else Verdict.MET,
        f"期限不早于{chinese_day(least)}届满{done}",
        facts=_facts(clock),
        due_day=least,
        provisional=True,
        explain=lambda: (str(missing),),
    )


def last_day(clock: Clock, calendar: Calendar) -> Due:
    """The end of the clock, with the extensions that were granted inside the original period."""
    original = _due(clock.start, clock.within, calendar, clock.cuts, clock.roll, ())
    granted = tuple(within for at, within in clock.extensions if _inside(at, original))
    if not granted:
        return original
    return _due(clock.start, clock.within, calendar, clock.cuts, clock.roll, granted)


def _inside(at: datetime, original: Due) -> bool:
    if original.minute is not None:
        return minute_number(at) <= original.minute
    return original.day is None or day_number(at) <= original.day


@lru_cache(maxsize=65536)
def _due(
    start: date | datetime,
    within: Within,
    calendar: Calendar,
    cuts: tuple[Interval, ...],
    roll: Roll,
    extensions: tuple[Within, ...],
) -> Due:
    return due(start, within, calendar, cuts, roll, extensions)


def _verdict(clock: Clock, limit: int | None, reached: int, provisional: bool) -> Verdict:
    done = clock.end is not None
    if limit is None or reached <= limit:
        return Verdict.MET if done else Verdict.RUNNING
    if provisional:
        return Verdict.UNKNOWN if done else Verdict.RUNNING
    return Verdict.BREACHED


def _facts(clock: Clock) -> dict[str, Scalar]:
    start, end = clock.start, clock.end
    found: dict[str, Scalar] = {"from_day": day_number(start)}
    found["to_day"] = None if end is None else day_number(end)
    if clock.within.unit in CONTINUOUS:
        found["from_min"] = minute_number(start) if isinstance(start, datetime) else None
        found["to_min"] = None if end is None else minute_number(end)
    return found


def _detail(clock: Clock, end: Due, exact: bool) -> str:
    if end.suspended:
        return "期间中止计算"
    if exact:
        limit = chinese_minute(end.minute or 0)
        done = "" if clock.end is None else chinese_minute(minute_number(clock.end))
    else:
        limit = chinese_day(end.day or 0)
        done = "" if clock.end is None else chinese_day(day_number(clock.end))
    mark = "（暂定）" if end.provisional else ""
    return f"期限至{limit}{mark}" + (f"，办理于{done}" if done else "")
