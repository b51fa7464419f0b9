"""Derivations compiled to functions of a row, once per corpus and set of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from xiezhi.law.facts.context import Scalar
from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Due,
    Elsewhere,
    Expr,
    Fact,
    Grain,
    IntervalUnion,
    Next,
    Own,
    Pick,
    Valid,
)
from xiezhi.law.facts.pairs import union_days
from xiezhi.law.facts.picking import plan_pick
from xiezhi.law.facts.rows import Plan, Row
from xiezhi.law.facts.values import EPOCH_ORDINAL, EVENT_PARTS, Converter, plain
from xiezhi.law.norms.model import Within
from xiezhi.law.periods.calendar import Calendar, CalendarMissing
from xiezhi.law.periods.due import due
from xiezhi.law.texts import Compiler, number

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def compile_plans(
    corpus: Corpus, compiler: Compiler, converters: Mapping[str, Converter]
) -> dict[str, dict[str, Plan]]:
    """Grain → fact name → function, automatic facts included."""
    plans = {name: automatic(grain) for name, grain in corpus.grains.items()}
    for fact in corpus.facts.values():
        plans[fact.grain][fact.name] = _plan(fact, compiler, converters)
    return plans


def automatic(grain: Grain) -> dict[str, Plan]:
    """The facts every row of the grain has without a derivation."""
    found: dict[str, Plan] = {
        "procedure": lambda row: row.history.events[max(row.position, 0)].procedure,
        "as_of_day": lambda row: row.context.as_of.toordinal() - EPOCH_ORDINAL,
        "own_day": lambda row: row.history.days[row.position],
    }
    if grain.of in ("entry", "item"):
        for name, part in (("own_min", "min"), ("own_seq", "seq")):
            found[name] = _part(part)
        for name in ("step", "mode"):
            found[name] = _part(name)
    return found


def _part(part: str) -> Plan:
    return lambda row: row.history.values(row.position)[part]


def _plan(fact: Fact, compiler: Compiler, converters: Mapping[str, Converter]) -> Plan:
    match fact.derive:
        case Pick(where=where) as pick:
            return plan_pick(pick, compiler.test(where) if where else None)
        case Own(take):
            return (
                _own(take, converters.get(take, plain)) if take not in EVENT_PARTS else _part(take)
            )
        case Next() as following:
            return _next(following)
        case Valid() as valid:
            return _valid(valid)
        case IntervalUnion(pairs):
            return lambda row: union_days(row.history, pairs)
        case Due() | DayOff() as asked:
            return _day_off(asked) if isinstance(asked, DayOff) else _due(asked, compiler)
        case Child() as child:
            return _child(child, compiler)
        case Elsewhere() as elsewhere:
            return _elsewhere(fact.name, elsewhere)
        case Expr(text):
            return _expr(compiler.test(text))


def _own(take: str, convert: Converter) -> Plan:
    def own(row: Row) -> Scalar:
        item = row.item
        raw = row.history.events[row.position].fields if item is None else item.raw
        found = raw.get(take)
        return None if found is None else convert(found)

    return own


def _next(following: Next) -> Plan:
    steps, after, take, last = (
        following.steps,
        following.after,
        following.take,
        following.of == "last",
    )

    def found(row: Row) -> Scalar:
        history = row.history
        anchors = history.positions(after)
        if not anchors:
            return None
        position = history.first_after(steps, anchors[-1] if last else anchors[0])
        return None if position is None else history.values(position)[take]

    return found


def _valid(valid: Valid) -> Plan:
    def holds(row: Row) -> Scalar:
        facts, registers = row.facts, row.context.registers
        key, on = facts[valid.key], facts[valid.on]
        match = {name: facts[fact] for name, fact in valid.match}
        if registers is None or not isinstance(key, str) or not isinstance(on, int):
            return None
        known = {name: value for name, value in match.items() if value is not None}
        if len(known) < len(match):
            return None
        return number(registers.valid(valid.register, key, on, known))

    return holds


def _due(end: Due, compiler: Compiler) -> Plan:
    def last_day(row: Row) -> Scalar:
        start = row.facts[end.from_fact]
        within = compiler.period(end.within, row.facts)
        if not isinstance(start, int) or within is None:
            return None
        return due_day(start, within, row.context.calendar, end.roll == "next_workday")

    return last_day


@lru_cache(maxsize=65536)
def due_day(start: int, within: Within, calendar: Calendar, roll: bool) -> int | None:
    """Last day (days since 1970-01-01) of a period without exclusions; None when the calendar does not say."""
    try:
        begun = date.fromordinal(start + EPOCH_ORDINAL)
        return due(begun, within, calendar, roll="next_workday" if roll else "none").day
    except (CalendarMissing, OverflowError, ValueError):
        return None


def _day_off(day_off: DayOff) -> Plan:
    def off(row: Row) -> Scalar:
        on, calendar = row.facts[day_off.on], row.context.calendar
        if not isinstance(on, int):
            return None
        try:
            return int(calendar.off_as(date.fromordinal(on + EPOCH_ORDINAL), day_off.of))
        except (CalendarMissing, OverflowError, ValueError):
            return None

    return off


def _child(child: Child, compiler: Compiler) -> Plan:
    where = compiler.test(child.where) if child.where else None
    total, grain, fact = _TOTALS[child.how], child.grain, child.fact

    def aggregate(row: Row) -> Scalar:
        rows = row.table.under(grain, row)
        if where is not None:
            rows = [each for each in rows if where(each.facts) is True]
        if fact is None:
            return len(rows)
        return total([v for each in rows if (v := each.facts[fact]) is not None])

    return aggregate


def _whole(values: list[int | str]) -> list[int]:
    return [value for value in values if isinstance(value, int)]


_TOTALS: Mapping[str, Callable[[list[int | str]], Scalar]] = {
    "count": len,
    "distinct": lambda values: len(set(values)),
    "sum": lambda values: sum(_whole(values)) if values else None,
    "min": lambda values: min(_whole(values), default=None),
    "max": lambda values: max(_whole(values), default=None),
}


def _elsewhere(fact: str, how: Elsewhere) -> Plan:
    def count(row: Row) -> Scalar:
        key, others = row.facts[how.key], row.context.elsewhere
        if others is None or not isinstance(key, str):
            return None
        matter = row.history.events[0].matter
        if how.at is None:
            return others.count(fact, key, matter)
        at = row.facts[how.at]
        return others.count(fact, key, matter, at) if isinstance(at, int) else None

    return count


def _expr(test: Callable[[Mapping[str, Scalar]], object]) -> Plan:
    return lambda row: number(test(row.facts))
