"""Section 3: the chain of refused attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xiezhi.journal.verifier import strict
from xiezhi.journal.verifier.entry import MOMENT
from xiezhi.journal.verifier.faults import Altered
from xiezhi.journal.verifier.shapes import Tried

ATTEMPT: strict.Shape = {
    **dict.fromkeys(["by", "fields", "key", "prev", "thread", "verdicts"]),
    "v": int,
    "node": str,
    "number": int,
    "matter": str,
    "procedure": str,
    "step": str,
    "occurred_at": MOMENT,
    "recorded_at": MOMENT,
}


def read(rows: Iterable[Tried], moment: Callable[[str], Any]) -> list[str]:
    """Hashes of the attempts, in order. Raises Altered."""
    hashes: list[str] = []
    for number, row in enumerate(rows, 1):
        name = f"第 {number} 条被拒的尝试"
        content = _content(row, name)
        digest = strict.digest(row.text)
        if content["number"] != number or content["prev"] != (hashes[-1] if hashes else None):
            raise Altered(f"{name}缺失、被调换，或它的上一条被改动。")
        expected = (
            number,
            content["matter"],
            content["step"],
            moment(content["recorded_at"]),
            digest,
        )
        if row.columns not in (None, expected):
            raise Altered(f"{name}（事项 {content['matter']}）被改动：内容与散列或查询列不符。")
        hashes.append(digest)
    return hashes


def _content(row: Tried, name: str) -> dict[str, Any]:
    try:
        content = strict.read(row.text)
    except ValueError:
        content = None
    if not strict.fits(content, ATTEMPT) or content["v"] != 1:
        raise Altered(f"{name}被改动：不合格式。")
    return dict(content)
