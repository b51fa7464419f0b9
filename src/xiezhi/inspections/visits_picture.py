"""The year of every enterprise as a line of months with its visits, and how often against the ceiling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString

from xiezhi.inspections.visits import Enterprise, Visit
from xiezhi.registry.drawing.measure import fitted
from xiezhi.registry.drawing.svg import NARROW, both, box, element, line, picture, words

TOP, ROW, TALL_ROW, RADIUS = 24, 30, 48, 6
#: Room for the name before the line and the number behind it.
BEFORE, BEHIND = 260, 70


def visits_picture(
    rows: Sequence[Enterprise], names: Mapping[str, str], year: int, today: date
) -> SafeString:
    """For the desk and for the phone."""
    return both("visits", lambda key, width: _drawn(key, width, rows, names, year, today))


def _drawn(
    key: str, width: int, rows: Sequence[Enterprise], names: Mapping[str, str], year: int, today: date
) -> SafeString:  # fmt: skip
    narrow = width <= NARROW
    left = 0 if narrow else BEFORE
    span = (left + RADIUS, width - BEHIND)
    step = TALL_ROW if narrow else ROW
    height = TOP + step * len(rows) + 4
    parts = [*_months(span, height, year, narrow), *_today(span, height, year, today)]
    for n, row in enumerate(rows):
        parts += _row(row, names.get(row.party, row.party), TOP + n * step, step, span, width)
    about = f"{year}年{len(rows)}个企业的检查：实心圆是已经进行的，空心圆是计划的，方框是联合检查；右边是计入上限的次数和上限。"
    return picture(key, f"{year}年检查日历", about, (width, height), parts)


def _x(on: date, span: tuple[float, float]) -> float:
    days = (on - date(on.year, 1, 1)).days
    return span[0] + (span[1] - span[0]) * days / 366


def _months(span: tuple[float, float], height: float, year: int, narrow: bool) -> Iterator[str]:
    for month in range(1, 13):
        x = _x(date(year, month, 1), span)
        yield line(x, TOP - 6, x, height, "grid")
        if not narrow or month % 3 == 1:
            yield words(f"{month}月", x + 2, 13, "figure")


def _today(span: tuple[float, float], height: float, year: int, today: date) -> Iterator[str]:
    if today.year == year:
        x = _x(today, span)
        yield line(x, TOP - 6, x, height, "today")


def _row(
    row: Enterprise, name: str, top: float, step: float, span: tuple[float, float], width: int
) -> Iterator[str]:
    narrow = step == TALL_ROW
    middle = top + (step * 0.68 if narrow else step / 2)
    room = width - BEHIND if narrow else BEFORE - 8
    yield words(fitted(name, room), 0, top + 15 if narrow else middle + 5, "name")
    yield line(span[0], middle, span[1], middle, "axis")
    for visit in row.visits:
        yield _mark(visit, _x(visit.on, span), middle)
    tone = {"bad": "fill-red", "care": "fill-amber", "good": ""}[row.tone]
    yield words(
        f"{row.begun}+{row.planned}/{row.ceiling}",
        width,
        middle + 5,
        f"count {tone}".strip(),
        "end",
    )


def _mark(visit: Visit, x: float, y: float) -> str:
    class_ = "fill-brand" if visit.done else "node open"
    if visit.joint:
        return box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS, class_)
    return element("circle", cx=x, cy=y, r=RADIUS if visit.counts else RADIUS - 2, class_=class_)
