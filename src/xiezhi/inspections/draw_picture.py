"""The picture of a draw: every object of the register a square, those drawn filled with their rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.safestring import SafeString

from xiezhi.registry.drawing.svg import both, box, picture, words

#: Side of a square and the room it takes; of a small one when there are many.
LARGE, SMALL, MANY = (22, 28), (9, 12), 400


def draw_picture(fields: Mapping[str, Any]) -> SafeString:
    """For the desk and for the phone."""
    return both("draw", lambda key, width: _drawn(key, width, fields))


def _drawn(key: str, width: int, fields: Mapping[str, Any]) -> SafeString:
    pool = fields["draw_pool"]
    ranks = {row["drawn_party"]: row["draw_rank"] for row in fields["drawn_parties"]}
    side, pitch = SMALL if len(pool) > MANY else LARGE
    columns = max(width // pitch, 1)
    lines = -(-len(pool) // columns)
    about = f"名录中的 {len(pool)} 个对象按编号排成方格，抽中的 {len(ranks)} 个填色并写次序；粗框是权重大于一的对象。"
    parts = [
        mark
        for n, row in enumerate(pool)
        for mark in _square(
            n % columns * pitch + 2,
            n // columns * pitch + 2,
            side,
            row,
            ranks.get(row["drawn_party"]),
        )
    ]
    return picture(key, "抽取的对象", about, (width, lines * pitch + 4), parts)


def _square(x: int, y: int, side: int, row: Mapping[str, Any], rank: int | None) -> Iterator[str]:
    heavy = int(row["draw_weight"]) > 1
    tone = "chosen" if rank else "node"
    yield box(x, y, side, side, f"{tone} heavy" if heavy else tone, radius=3)
    if rank and side > SMALL[0]:
        yield words(str(rank), x + side / 2, y + side * 0.72, "rank", anchor="middle")
