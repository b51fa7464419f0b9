"""Stretches of time that do not count (扣除): merged, and cut to the clock they stop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

Moment = date | datetime
Interval = tuple[Moment, Moment | None]


def as_date(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def as_moment(moment: Moment, like: datetime) -> datetime:
    """A date becomes its first minute, in the zone of `like`."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), tzinfo=like.tzinfo)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The union, in order, of intervals of one kind of moment; an open one (end None) swallows what follows.

    An interval that ends where it starts, or before, holds nothing and is dropped.
    """
    union: list[Interval] = []
    for start, end in sorted(intervals, key=lambda each: each[0]):
        if end is not None and end <= start:
            continue
        if union and _reaches(union[-1][1], start):
            union[-1] = (union[-1][0], _later(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def _reaches(end: Moment | None, start: Moment) -> bool:
    return end is None or start <= end


def _later(a: Moment | None, b: Moment | None) -> Moment | None:
    return None if a is None or b is None else max(a, b)
