"""`first`, `last`, `count`, `sum`, `distinct`: choosing among the events a row sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from xiezhi.law.facts.context import Scalar
from xiezhi.law.facts.model import Pick
from xiezhi.law.facts.rows import Plan, Row
from xiezhi.law.facts.values import Values
from xiezhi.law.predicates import Evaluate


def plan_pick(pick: Pick, where: Evaluate | None) -> Plan:
    """The pick as a function of a row; `where` is its compiled condition."""
    if pick.how == "count" and pick.list is None and where is None and not pick.same:
        return _counting(_range_of(pick))
    matching = _matching(pick, where)
    return _AGGREGATES[pick.how](matching, pick.take or "")


def _range_of(pick: Pick) -> Callable[[Row], Sequence[int]]:
    """The positions of the pick's steps inside `when` and `since`."""
    steps, since, before, after = (
        pick.steps,
        pick.since,
        pick.when == "before",
        pick.when == "after",
    )
    if not since and pick.when == "any":
        return lambda row: row.history.positions(steps)

    def positions(row: Row) -> Sequence[int]:
        history, own = row.history, row.position
        found = history.positions(steps)
        if not found:
            return found
        low = own + 1 if after else 0
        if since:
            limit = own if own >= 0 else len(history.events)
            voided = history.last_before(since, limit)
            low = low if voided is None else max(low, voided + 1)
        high = own if before else len(history.events)
        return [p for p in found if low <= p < high]

    return positions


def _counting(positions: Callable[[Row], Sequence[int]]) -> Plan:
    return lambda row: len(positions(row))


Matching = Callable[[Row], Iterator[Values]]


def _matching(pick: Pick, where: Evaluate | None) -> Matching:
    positions, name, same = _range_of(pick), pick.list, pick.same

    def values(row: Row) -> Iterator[Values]:
        history = row.history
        for position in positions(row):
            if name is None:
                yield history.values(position)
            else:
                yield from history.items(position, name)

    def matching(row: Row) -> Iterator[Values]:
        wanted = [(field, row.facts[fact]) for field, fact in same]
        if any(value is None for _, value in wanted):
            return
        for each in values(row):
            if (where is None or where(each) is True) and all(
                each[field] == value for field, value in wanted
            ):
                yield each

    return matching if where is not None or same else values


def _first(matching: Matching, take: str) -> Plan:
    def first(row: Row) -> Scalar:
        for each in matching(row):
            return each[take]
        return None

    return first


def _last(matching: Matching, take: str) -> Plan:
    def last(row: Row) -> Scalar:
        found = None
        for found in matching(row):  # noqa: B007
            pass
        return None if found is None else found[take]

    return last


def _count(matching: Matching, take: str) -> Plan:
    return lambda row: sum(1 for _ in matching(row))


def _sum(matching: Matching, take: str) -> Plan:
    """The sum of the integers; NULL when there is none, as in SQL."""

    def total(row: Row) -> Scalar:
        values = [v for each in matching(row) if isinstance(v := each[take], int)]
        return sum(values) if values else None

    return total


def _distinct(matching: Matching, take: str) -> Plan:
    return lambda row: len({v for each in matching(row) if (v := each[take]) is not None})


_AGGREGATES: dict[str, Callable[[Matching, str], Plan]] = {
    "first": _first,
    "last": _last,
    "count": _count,
    "sum": _sum,
    "distinct": _distinct,
}
