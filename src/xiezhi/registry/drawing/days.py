"""An axis of days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xiezhi.registry.drawing.measure import width_of
from xiezhi.registry.drawing.svg import box, line, words

#: Narrower days are not shaded one by one.
SEEN = 2.5
EDGE = 14


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` laid over `width` pixels."""

    first: date
    last: date
    width: int

    @property
    def day(self) -> float:
        """Pixels of one day."""
        return (self.width - 2 * EDGE) / max((self.last - self.first).days + 1, 1)

    def x(self, day: date) -> float:
        """Where the day begins."""
        return EDGE + (day - self.first).days * self.day


def scale_for(days: Sequence[date], width: int) -> Scale:
    """A scale that holds all the days; `days` is not empty."""
    return Scale(min(days), max(days), width)


def axis(scale: Scale, height: float) -> Iterator[str]:
    """A fine line and its date where a month, or on short ranges a week, begins."""
    reached = 0.0
    for day in _ruled(scale):
        x = scale.x(day)
        yield line(x, 20, x, height, "grid")
        text = f"{day.year}年{day.month}月" if day.day == 1 else f"{day.month}月{day.day}日"
        if x >= reached and x + width_of(text, 12) <= scale.width:
            yield words(text, x, 14, "figure")
            reached = x + width_of(text, 12) + 12


def _ruled(scale: Scale) -> Iterator[date]:
    weekly = (scale.last - scale.first).days <= 45
    day = scale.first
    while day <= scale.last:
        if day.weekday() == 0 if weekly else day.day == 1:
            yield day
        day += timedelta(days=1)


def off_days(scale: Scale, off: Collection[date], height: float) -> Iterator[str]:
    """Days that are not working days, shaded."""
    if scale.day < SEEN:
        return
    for day in sorted(off):
        if scale.first <= day <= scale.last:
            yield box(scale.x(day), 20, scale.day, height - 20, "off")
