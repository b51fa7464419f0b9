"""`first`, `last`, `count`, `sum`, `distinct`: choosing among the events a row sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xiezhi.law.facts.context import Scalar
from xiezhi.law.facts.model import Pick, When
from xiezhi.law.facts.rows import Plan, Row
from xiezhi.law.facts.values import Values
from xiezhi.law.predicates import Evaluate

Positions = Callable[[Row], Sequence[int]]
Matching = Callable[[Row], Sequence[Values]]


def plan_pick(pick: Pick, where: Evaluate | None) -> Plan:
    """The pick as a function of a row; `where` is its compiled condition."""
    positions = _within(pick)
    if pick.how == "count" and pick.list is None and where is None and not pick.same:
        return lambda row: len(positions(row))
    found = _listed(positions, pick.list) if pick.list else _events(positions)
    if pick.same:
        found = _equal(found, pick.same)
    if where is not None:
        found = _filtered(found, where)
    return _AGGREGATES[pick.how](found, pick.take or "")


#: First position, and the one after the last, that `when` lets a row with the own position look at.
_LOWEST: dict[When, Callable[[int], int]] = {
    "any": lambda own: 0,
    "before": lambda own: 0,
    "after": lambda own: own + 1,
    "own": lambda own: own,
}
_HIGHEST: dict[When, Callable[[int, int], int]] = {
    "any": lambda own, end: end,
    "before": lambda own, end: own,
    "after": lambda own, end: end,
    "own": lambda own, end: own + 1,
}


def _within(pick: Pick) -> Positions:
    """The positions of the pick's steps inside `when` and `since`."""
    steps, since = pick.steps, pick.since
    if not since and pick.when == "any":
        return lambda row: row.history.positions(steps)
    low_of, high_of = _LOWEST[pick.when], _HIGHEST[pick.when]

    def positions(row: Row) -> Sequence[int]:
        history, own = row.history, row.position
        found = history.positions(steps)
        if not found:
            return found
        low, high = low_of(own), high_of(own, len(history.events))
        if since:
            limit = own if own >= 0 else len(history.events)
            voided = history.last_before(since, limit)
            low = low if voided is None else max(low, voided + 1)
        return [p for p in found if low <= p < high]

    return positions


def _events(positions: Positions) -> Matching:
    def events(row: Row) -> Sequence[Values]:
        values = row.history.values
        return [values(position) for position in positions(row)]

    return events


def _listed(positions: Positions, name: str) -> Matching:
    def items(row: Row) -> Sequence[Values]:
        history = row.history
        found = positions(row)
        if len(found) == 1:
            return history.items(found[0], name)
        return [item for position in found for item in history.items(position, name)]

    return items


def _equal(found: Matching, same: tuple[tuple[str, str], ...]) -> Matching:
    """Those whose fields equal facts of the row; a NULL fact matches nothing."""

    def equal(row: Row) -> Sequence[Values]:
        kept = found(row)
        for field, fact in same if kept else ():
            wanted = row.facts[fact]
            kept = [each for each in kept if each[field] == wanted] if wanted is not None else ()
        return kept

    return equal


def _filtered(found: Matching, where: Evaluate) -> Matching:
    return lambda row: [each for each in found(row) if where(each) is True]


def _first(found: Matching, take: str) -> Plan:
    def first(row: Row) -> Scalar:
        kept = found(row)
        return kept[0][take] if kept else None

    return first


def _last(found: Matching, take: str) -> Plan:
    def last(row: Row) -> Scalar:
        kept = found(row)
        return kept[-1][take] if kept else None

    return last


def _count(found: Matching, take: str) -> Plan:
    return lambda row: len(found(row))


def _sum(found: Matching, take: str) -> Plan:
    """The sum of the integers; NULL when there is none, as in SQL."""

    def total(row: Row) -> Scalar:
        values = [v for each in found(row) if isinstance(v := each[take], int)]
        return sum(values) if values else None

    return total


def _distinct(found: Matching, take: str) -> Plan:
    return lambda row: len({v for each in found(row) if (v := each[take]) is not None})


_AGGREGATES: dict[str, Callable[[Matching, str], Plan]] = {
    "first": _first,
    "last": _last,
    "count": _count,
    "sum": _sum,
    "distinct": _distinct,
}
