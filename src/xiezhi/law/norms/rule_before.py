"""`requires_before`: what must have happened first, and how long before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from xiezhi.law.facts.history import History
from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.model import RequiresBefore, Within
from xiezhi.law.norms.outcome import (
    BREACHED,
    MET,
    NOT_APPLICABLE,
    Outcome,
    chinese_day,
    chinese_minute,
    unknown,
)
from xiezhi.law.norms.rule_predicates import Rule, null_names
from xiezhi.law.periods.calendar import Calendar, CalendarMissing
from xiezhi.law.periods.clock import day_number
from xiezhi.law.periods.due import Bound, earliest
from xiezhi.law.texts import Compiler, decisive_names
from xiezhi.law.verdicts import Verdict


def compile_before(rule: RequiresBefore, gates: tuple[str, ...], compiler: Compiler) -> Rule:
    unless = compiler.test(rule.unless) if rule.unless else None
    unless_names = decisive_names(rule.unless, compiler) if rule.unless else ()
    find, target_of = _finder(rule, compiler), _target_finder(rule.to, gates)

    def judge(row: Row) -> Outcome:
        target = target_of(row)
        if target is None:
            return NOT_APPLICABLE
        lifted = unless(row.facts) if unless else False
        if lifted is True:
            return NOT_APPLICABLE
        if lifted is None:
            return unknown(*null_names(row, unless_names))
        found = find(row.history, target)
        if isinstance(found, Outcome):
            return found
        if rule.min_gap is None:
            return MET
        within = compiler.period(rule.min_gap, row.facts)
        if within is None:
            return unknown(rule.min_gap.fact or rule.min_gap.param or "")
        return judge_gap(
            _moment(row.history, found), _moment(row.history, target), within, row.context.calendar
        )

    return judge


def _target_finder(to: tuple[str, ...], gates: tuple[str, ...]) -> Callable[[Row], int | None]:
    def target(row: Row) -> int | None:
        own = row.position
        if own < 0:
            return row.history.first_after(to or gates, -1)
        if not to or row.history.events[own].step in to:
            return own
        return row.history.first_after(to, own)

    return target


def _finder(rule: RequiresBefore, compiler: Compiler) -> Callable[[History, int], int | Outcome]:
    """Finds the position of the first event that satisfies the rule before a target."""
    where = compiler.test(rule.where) if rule.where else None

    def candidates(history: History, target: int) -> Iterator[int]:
        voided = history.last_before(rule.since, target) if rule.since else None
        low = -1 if voided is None else voided
        return (p for p in history.positions(rule.steps) if low < p < target)

    def find(history: History, target: int) -> int | Outcome:
        doubtful = False
        for position in candidates(history, target):
            holds = where(history.values(position)) if where else True
            if holds is True:
                return position
            doubtful = doubtful or holds is None
        return unknown(detail="此前登记的内容不全，不能认定") if doubtful else BREACHED

    return find


def _moment(history: History, position: int) -> datetime:
    return history.events[position].at.replace(tzinfo=None)


def judge_gap(start: datetime, end: datetime, gap: Within, calendar: Calendar) -> Outcome:
    """Whether `end` is not before the first moment after `gap` from `start`."""
    try:
        bound = earliest(start, gap, calendar)
    except CalendarMissing as missing:
        return _without_calendar(end.date(), missing)
    if gap.unit in ("hours", "minutes"):
        late = end >= bound.at if isinstance(bound.at, datetime) else True
    else:
        late = (end.date() - _date(bound)).days >= 0
    if late:
        return _bounded(Verdict.MET, bound, gap)
    if bound.provisional:
        return _bounded(Verdict.UNKNOWN, bound, gap)
    return _bounded(Verdict.BREACHED, bound, gap)


def _without_calendar(end: date, missing: CalendarMissing) -> Outcome:
    """Too early when the interval cannot have passed whatever days off the missing year brings, else unknown."""
    if missing.least is None or end > missing.least:
        return unknown(detail=str(missing))
    first = day_number(missing.least) + 1
    return Outcome(
        Verdict.BREACHED,
        f"最早不早于{chinese_day(first)}",
        due_day=first,
        explain=lambda: (str(missing),),
    )


def _date(bound: Bound) -> date:
    return bound.at.date() if isinstance(bound.at, datetime) else bound.at


def _bounded(verdict: Verdict, bound: Bound, gap: Within) -> Outcome:
    exact = gap.unit in ("hours", "minutes")
    minute = bound.minute if exact else None
    shown = chinese_minute(minute) if minute is not None else chinese_day(bound.day)
    detail = (
        "" if verdict is Verdict.MET else f"最早{shown}" + ("（暂定）" if bound.provisional else "")
    )
    return Outcome(
        verdict,
        detail,
        due_day=None if exact else bound.day,
        due_min=minute,
        provisional=bound.provisional,
        explain=lambda: bound.calculation,
    )
