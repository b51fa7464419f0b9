"""Intervals that steps open and close (中止与恢复, 委托与报告)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiezhi.law.facts.history import History
from xiezhi.law.step_pairs import StepPair


def intervals(history: History, pairs: Iterable[StepPair]) -> Iterator[tuple[int, int | None]]:
    """Positions of each opening event and of the first closing event after it; None while still open."""
    for opening, closing in pairs:
        for position in history.positions(opening):
            yield position, history.first_after(closing, position)


def union_days(history: History, pairs: Iterable[StepPair]) -> int:
    """Days in the union of the closed intervals, end day minus start day (calendar.md 扣除 3, 5)."""
    day = history.days
    days = sorted((day[a], day[b]) for a, b in intervals(history, pairs) if b is not None)
    total, reached = 0, None
    for start, end in days:
        begin = start if reached is None else max(start, reached)
        total += max(0, end - begin)
        reached = end if reached is None else max(reached, end)
    return total
