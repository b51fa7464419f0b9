"""A case on a line of days: what happened, and every clock as a bar from its start to its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from xiezhi.registry.drawing.days import Scale, axis, off_days, scale_for
from xiezhi.registry.drawing.measure import fitted, width_of
from xiezhi.registry.drawing.svg import NARROW, box, element, line, picture, words

ROW, BAR = 44, 14
#: Height of one level of labels over the line, and how many levels there are at most.
LEVEL, LEVELS = 18, 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened on one day: `numbers` are those of the rows in the table, `label` the most telling of them."""

    on: date
    numbers: str
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """A clock. `until`: the day it ended, or the last day to show while it runs; `due` its last lawful day (None
    while it stands still); `tone` red | amber | green | brand | grey; `cuts`: days that do not count."""

    title: str
    word: str
    tone: str
    since: date
    until: date
    due: date | None = None
    cuts: tuple[tuple[date, date], ...] = ()


def timeline(
    key: str,
    title: str,
    about: str,
    marks: Sequence[Mark],
    spans: Sequence[Span],
    today: date,
    off: Collection[date],
    width: int,
) -> SafeString:
    """`off` are days that are not working days; they are shaded where a day is wide enough to be seen."""
    scale = scale_for(_days(marks, spans, today), width)
    narrow = width <= NARROW
    labels = [] if narrow else list(_labels(marks, scale))
    top = 26 + LEVEL * (1 + max((level for *_, level in labels), default=0))
    height = top + 26 + len(spans) * ROW + 8
    drawn = [
        *off_days(scale, off, height),
        *axis(scale, height),
        *_today(scale, today, height),
        *_marks(marks, labels, scale, top, narrow),
    ]
    for n, span in enumerate(spans):
        drawn += _span(span, scale, top + 26 + n * ROW)
    return picture(key, title, about, (width, height), drawn)


def _days(marks: Sequence[Mark], spans: Sequence[Span], today: date) -> list[date]:
    ends = [day for s in spans for day in (s.since, s.until, s.due) if day is not None]
    return [mark.on for mark in marks] + ends + ([today] if spans else [])


def _labels(marks: Sequence[Mark], scale: Scale) -> Iterator[tuple[Mark, str, float, int]]:
    """(mark, text, x, level): each label on the lowest level where it does not touch another; else none."""
    reached = [-1.0] * LEVELS
    for mark in marks:
        text = fitted(mark.label, 130)
        size = width_of(text) + 10
        x = min(max(scale.x(mark.on) - size / 2, 0), scale.width - size)
        level = next((n for n in range(LEVELS) if reached[n] <= x), None)
        if level is not None:
            reached[level] = x + size
            yield mark, text, x, level


def _marks(
    marks: Sequence[Mark],
    labels: Sequence[tuple[Mark, str, float, int]],
    scale: Scale,
    y: float,
    narrow: bool,
) -> Iterator[str]:
    yield line(0, y, scale.width, y, "axis")
    for mark, text, x, level in labels:
        foot = y - 12 - level * LEVEL
        yield line(scale.x(mark.on), foot + 3, scale.x(mark.on), y, "grid")
        yield words(text, x, foot)
    reached = -1.0
    for mark in marks:
        x, half = scale.x(mark.on), width_of(mark.numbers, 12) / 2
        yield element("circle", cx=x, cy=y, r=5, class_="fill-ink")
        if x - half > reached:
            yield words(mark.numbers, x, y + 19, "figure", "middle")
            reached = x + half + (4 if narrow else 6)


def _today(scale: Scale, today: date, height: float) -> Iterator[str]:
    if scale.first <= today <= scale.last:
        x = scale.x(today)
        yield line(x, 20, x, height, "today")


def _span(span: Span, scale: Scale, top: float) -> Iterator[str]:
    """The name with its state, the bar, what is cut out of it, and a stroke at the last lawful day."""
    y, start, end = top + 20, scale.x(span.since), scale.x(span.until)
    name = fitted(f"{span.title}：{span.word}", scale.width - 4)
    x = min(start, scale.width - width_of(name) - 2)
    yield words(name, max(x, 0), top + 13)
    yield box(start, y, max(end - start, 4), BAR, f"fill-{span.tone}", 2)
    for opened, closed in span.cuts:
        cut = scale.x(opened)
        yield box(cut, y, max(scale.x(closed) - cut, 3), BAR, "cut")
    if span.due is not None:
        due = scale.x(span.due + timedelta(days=1))
        if due > end:
            yield box(end, y + 4, due - end, BAR - 8, "rest")
        yield line(due, y - 4, due, y + BAR + 4, "due-line")
