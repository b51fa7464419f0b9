"""Horizontal bars with their label before and their number behind; a bar may be made of parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from xiezhi.registry.drawing.measure import fitted, width_of
from xiezhi.registry.drawing.svg import NARROW, box, picture, words

ROW, THICK, LEGEND = 30, 16, 26
#: The label stands above its bar when the picture is narrow.
TALL_ROW = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """`parts` are (tone, number, word of the tone): red | amber | grey | brand | green."""

    label: str
    parts: tuple[tuple[str, int, str], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number, _ in self.parts)


def bars(key: str, title: str, about: str, rows: Sequence[Bar], width: int) -> SafeString:
    """All rows in their order. Tones are named in a line above when a bar has more than one part."""
    legend = _legend(rows)
    top = LEGEND if len(legend) > 1 else 4
    highest = max((row.total for row in rows), default=0)
    drawn = [*_key(legend)] if len(legend) > 1 else []
    narrow = width <= NARROW
    step = TALL_ROW if narrow else ROW
    for n, row in enumerate(rows):
        drawn += _row(row, top + n * step, width, highest, narrow)
    return picture(key, title, about, (width, top + max(len(rows), 1) * step), drawn)


def _legend(rows: Sequence[Bar]) -> dict[str, str]:
    return {tone: word for row in rows for tone, _, word in row.parts}


def _key(legend: dict[str, str]) -> Iterator[str]:
    x = 0.0
    for tone, word in legend.items():
        yield box(x, 4, 12, 12, f"fill-{tone}")
        yield words(word, x + 17, 15)
        x += 17 + width_of(word) + 20


def _row(row: Bar, top: float, width: int, highest: int, narrow: bool) -> Iterator[str]:
    before = 0 if narrow else min(width * 0.36, 360)
    behind = width_of(f"{highest:,}") + 12
    y = top + (22 if narrow else 5)
    label = fitted(row.label, (width if narrow else before) - 10)
    yield words(label, 0, top + 15 if narrow else top + 18)
    unit = (width - before - behind) / max(highest, 1)
    x = float(before)
    for tone, number, _ in row.parts:
        yield box(x, y, number * unit, THICK, f"fill-{tone}")
        x += number * unit
    yield words(f"{row.total:,}", x + 6, y + 13, "figure")
