"""规范—败诉 as the page shows it: each norm with its title, its losses and their share, and the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from xiezhi.insight.overview.charts import DRAWN
from xiezhi.matters.reads.losses import Losses
from xiezhi.registry.drawing import Bar, bars, both

TITLE = "败诉和被纠正的决定，按规范"


@dataclass(frozen=True, slots=True)
class LostLine:
    norm: str
    title: str
    known: bool
    count: int
    percent: int


def lines(found: Losses, titles: Mapping[str, str]) -> list[LostLine]:
    """`titles`: norm → its number and title."""
    return [
        LostLine(r.norm, titles.get(r.norm, r.norm), r.norm in titles, r.count, r.percent)
        for r in found.rows
    ]


def picture(key: str, rows: list[LostLine], total: int) -> SafeString:
    """Bars of the first rows."""
    shown = [Bar(row.title, (("red", row.count, "败诉"),)) for row in rows[:DRAWN]]
    most = f"最多的是{rows[0].title}，{rows[0].count}件，占{rows[0].percent}%。" if rows else ""
    about = f"共{total}件决定败诉或者被纠正。{most}下面的表格有同样的内容。"
    return both(key, lambda name, width: bars(name, TITLE, about, shown, width))
