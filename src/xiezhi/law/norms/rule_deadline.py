"""`deadline`: clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from xiezhi.law.facts.pairs import intervals
from xiezhi.law.facts.rows import Row
from xiezhi.law.facts.values import EPOCH_ORDINAL
from xiezhi.law.norms.clocks import Clock, judge_clock
from xiezhi.law.norms.model import Deadline, Within
from xiezhi.law.norms.outcome import NOT_APPLICABLE, Outcome, unknown
from xiezhi.law.norms.rule_predicates import Rule, null_names
from xiezhi.law.periods.intervals import Interval
from xiezhi.law.texts import Compiler, decisive_names

EPOCH_MOMENT = datetime(1970, 1, 1)  # noqa: DTZ001


def compile_deadline(rule: Deadline, start_unit: str, compiler: Compiler) -> Rule:
    """`start_unit`: unit of the fact in `from_fact` (day or min)."""
    unless = compiler.test(rule.unless) if rule.unless else None
    unless_names = decisive_names(rule.unless, compiler) if rule.unless else ()
    ends = _fact_ends(rule, start_unit) if rule.from_fact else _event_ends(rule)

    def judge(row: Row) -> Outcome:
        stopped = unless(row.facts) if unless else False
        if stopped is True:
            return NOT_APPLICABLE
        if stopped is None:
            return unknown(*null_names(row, unless_names))
        found = ends(row)
        if isinstance(found, Outcome):
            return found
        start, end = found
        within = compiler.period(rule.within, row.facts)
        if within is None:
            return unknown(rule.within.fact or rule.within.param or "")
        clock = Clock(
            start,
            None if end is None else _moment(row, end),
            within,
            row.context.as_of.replace(tzinfo=None),
            tuple(_cuts(row, rule, end)),
            rule.roll,
            tuple(_extensions(row, rule, compiler, start)),
        )
        return judge_clock(clock, row.context.calendar)

    return judge


Ends = tuple[date | datetime, int | None]


def _moment(row: Row, position: int) -> datetime:
    return row.history.events[position].at.replace(tzinfo=None)


def _event_ends(rule: Deadline) -> Callable[[Row], Ends | Outcome]:
    """Start and end found among the events the row sees."""

    def ends(row: Row) -> Ends | Outcome:
        own, history = row.position, row.history
        step = history.events[own].step if own >= 0 else ""
        start = own if step in rule.from_ else history.first_after(rule.from_, -1)
        if start is None:
            return NOT_APPLICABLE
        end = own if step in rule.to and start != own else history.first_after(rule.to, start)
        return _moment(row, start), end

    return ends


def _fact_ends(rule: Deadline, unit: str) -> Callable[[Row], Ends | Outcome]:
    """Start read from a fact; the end is the first event on or after it, or on or after `to_fact`."""
    name = rule.from_fact or ""

    def ends(row: Row) -> Ends | Outcome:
        value = row.facts[name]
        if not isinstance(value, int):
            return unknown(name)
        try:
            start = start_moment(value, unit)
        except (OverflowError, ValueError):
            return unknown(name)
        least = row.facts[rule.to_fact] if rule.to_fact else value
        return start, _end_from(row, rule.to, least, unit) if isinstance(least, int) else None

    return ends


def start_moment(value: int, unit: str) -> date | datetime:
    """The moment that a day or min fact states."""
    if unit == "min":
        return EPOCH_MOMENT + timedelta(minutes=value)
    return date.fromordinal(value + EPOCH_ORDINAL)


def _end_from(row: Row, to: tuple[str, ...], value: int, unit: str) -> int | None:
    own, events = row.position, row.history.events
    if own >= 0 and events[own].step in to:
        return own
    reached = "minute" if unit == "min" else "day"
    return next(
        (p for p in row.history.positions(to) if getattr(events[p], reached) >= value), None
    )


def _cuts(row: Row, rule: Deadline, end: int | None) -> Iterator[Interval]:
    """The intervals cut out of the clock, those still open at the end closed there."""
    for opened, closed in intervals(row.history, rule.except_):
        if end is None:
            yield _moment(row, opened), None if closed is None else _moment(row, closed)
        elif opened < end:
            yield _moment(row, opened), _moment(row, end if closed is None else min(closed, end))


def _extensions(
    row: Row, rule: Deadline, compiler: Compiler, start: date | datetime
) -> Iterator[tuple[datetime, Within]]:
    """When each extension was granted first after the start, and how much it adds."""
    for step, period in rule.extended_by:
        within = compiler.period(period, row.facts)
        moments = (_moment(row, p) for p in row.history.positions((step,)))
        granted = next((m for m in moments if _not_before(m, start)), None)
        if within is not None and granted is not None:
            yield granted, within


def _not_before(moment: datetime, start: date | datetime) -> bool:
    return moment >= start if isinstance(start, datetime) else moment.date() >= start
