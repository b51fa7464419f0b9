"""Columns week by week: up what came, down what went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from xiezhi.registry.drawing.measure import ticks, width_of
from xiezhi.registry.drawing.svg import box, line, picture, words

HEIGHT, TOP, FOOT = 240, 30, 24


@dataclass(frozen=True, slots=True)
class Week:
    """`monday` begins the week; numbers of what came and what went in it."""

    monday: date
    came: int
    went: int


def weeks(
    key: str, title: str, about: str, rows: Sequence[Week], names: tuple[str, str], width: int
) -> SafeString:
    """`names` are the words for coming and going."""
    up = ticks(max((row.came for row in rows), default=0))
    down = ticks(max((row.went for row in rows), default=0), 2)
    left = width_of(f"{max(up[-1], down[-1]):,}") + 10
    room = HEIGHT - TOP - FOOT - 16
    scale = room / (up[-1] + down[-1])
    zero = TOP + 8 + up[-1] * scale
    drawn = [*_names(names), *_grid(up, down, zero, scale, left, width)]
    slot = (width - left) / max(len(rows), 1)
    for n, row in enumerate(rows):
        x, thick = left + n * slot + slot * 0.15, slot * 0.7
        drawn.append(box(x, zero - row.came * scale, thick, row.came * scale, "fill-amber"))
        drawn.append(box(x, zero, thick, row.went * scale, "fill-green"))
    drawn += _days(rows, left, slot, width)
    return picture(key, title, about, (width, HEIGHT), drawn)


def _names(names: tuple[str, str]) -> Iterator[str]:
    came, went = names
    yield box(0, 4, 12, 12, "fill-amber")
    yield words(came, 17, 15)
    second = 37 + width_of(came)
    yield box(second, 4, 12, 12, "fill-green")
    yield words(went, second + 17, 15)


def _grid(
    up: Sequence[int], down: Sequence[int], zero: float, scale: float, left: float, width: int
) -> Iterator[str]:
    heights = [(number, zero - number * scale) for number in up]
    heights += [(number, zero + number * scale) for number in down[1:]]
    for number, y in heights:
        yield line(left, y, width, y, "axis" if number == 0 else "grid")
        yield words(f"{number:,}", left - 6, y + 4, "figure", "end")


def _days(rows: Sequence[Week], left: float, slot: float, width: int) -> Iterator[str]:
    """As many dates as fit side by side, the last week always among them."""
    every = max(1, int(48 // slot) + 1)
    for n, row in enumerate(rows):
        if (len(rows) - 1 - n) % every == 0:
            text = f"{row.monday.month}/{row.monday.day}"
            x = min(left + (n + 0.5) * slot, width - width_of(text) / 2)
            yield words(text, x, HEIGHT - 6, "figure", "middle")
