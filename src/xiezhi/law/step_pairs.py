"""`[[start, end], [[start, start], end]]`: how corpus files write intervals opened and closed by steps."""

from __future__ import annotations

from typing import Any

from xiezhi.law.reading import View

StepPair = tuple[tuple[str, ...], tuple[str, ...]]


def read_pairs(view: View, key: str) -> tuple[StepPair, ...]:
    """The step pairs under `key`; empty when absent."""
    raw = view.value(key, ())
    pairs = [_pair(each) for each in raw] if isinstance(raw, list | tuple) else [None]
    if any(pair is None for pair in pairs):
        view.problem(key, f"“{key}”为{raw!r}", "[起, 止] 的列表，起和止各为一个步骤或者步骤的列表")
    return tuple(pair for pair in pairs if pair is not None)


def _pair(raw: Any) -> StepPair | None:
    if not isinstance(raw, list) or len(raw) != 2:
        return None
    start, end = (_steps(side) for side in raw)
    return (start, end) if start and end else None


def _steps(raw: Any) -> tuple[str, ...]:
    side = raw if isinstance(raw, list) else [raw]
    return tuple(side) if all(isinstance(step, str) and step for step in side) else ()
