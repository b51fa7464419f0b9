"""The six links as a strip: one box each, with its state in a word and its records in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString

from xiezhi.law.verdicts import Verdict
from xiezhi.matters.process.judging import LinkState
from xiezhi.registry.drawing.svg import NARROW, both, box, line, picture, words

WORDS = {
    Verdict.MET: ("齐全", "done"),
    Verdict.BREACHED: ("有缺", "refused"),
    Verdict.UNKNOWN: ("无法判断", "open"),
    Verdict.NEEDS_JUDGEMENT: ("须说明", "current"),
    Verdict.RUNNING: ("未到", "skipped"),
    Verdict.NOT_APPLICABLE: ("不适用", "skipped"),
}
HIGH, GAP, TOP = 74, 18, 6


def strip(states: Sequence[LinkState]) -> SafeString:
    """For the desk in one row, for a phone in three."""
    return both("six", lambda key, width: _drawn(key, width, states))


def _drawn(key: str, width: int, states: Sequence[LinkState]) -> SafeString:
    across = 2 if width <= NARROW else len(states)
    wide = (width - GAP * (across - 1)) / across
    parts: list[str] = []
    for n, state in enumerate(states):
        x, y = (n % across) * (wide + GAP), TOP + (n // across) * (HIGH + GAP)
        parts += _box(state, n + 1, x, y, wide)
        if (n + 1) % across and n + 1 < len(states):
            parts.append(line(x + wide, y + HIGH / 2, x + wide + GAP, y + HIGH / 2, "order"))
    rows = -(-len(states) // across)
    about = "；".join(f"{s.link.title}{WORDS[s.verdict][0]}" for s in states)
    return picture(
        key, "六个环节的记录", about, (width, TOP * 2 + rows * (HIGH + GAP) - GAP), parts
    )


def _box(state: LinkState, number: int, x: float, y: float, wide: float) -> Iterator[str]:
    word, tone = WORDS[state.verdict]
    yield box(x + 1, y, wide - 2, HIGH, f"node {tone}", 4)
    yield words(f"{number} {state.link.title}", x + 10, y + 22, "name")
    yield words(word, x + 10, y + 43, f"mark {tone}")
    yield words(f"文字 {state.texts}　音像 {state.sounds}", x + 10, y + 63, "figure")
