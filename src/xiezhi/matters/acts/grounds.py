"""What the item on the register states of a disposition: its basis, the level, the law above it, kinds, range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xiezhi.registry.models import Item
from xiezhi.registry.reads import item_on

Row = dict[str, Any]
#: Part of a disposition → what the item's basis calls it.
STATED = {
    "basis_law": "law",
    "basis_version": "version",
    "basis_article": "article",
    "basis_level": "level",
    "upper_law": "upper_law",
    "upper_basis": "upper_basis",
}
QUOTES = str.maketrans("", "", "《》 ")


def grounded(rows: Iterable[Row], code: str, on: date) -> list[Row]:
    """The rows, with what the item in force on the day states where they state nothing themselves."""
    item = item_on(code, on)
    return [row if item is None else _of_item(row, item) for row in rows]


def _of_item(row: Row, item: Item) -> Row:
    basis = _basis(item, str(row.get("basis_law") or ""))
    if basis is None:
        return row
    stated: Row = {part: basis[name] for part, name in STATED.items() if basis.get(name)}
    if row.get("kind"):
        stated["kind_in_basis"] = row["kind"] in item.kinds
    if row.get("kind") == "fine":
        stated |= _range(item)
    return stated | row


def _range(item: Item) -> Row:
    """The fine the item allows; no lower limit is zero, no upper limit is left to whoever decides."""
    if item.fine_max_cents is None:
        return {}
    return {"legal_min_cents": item.fine_min_cents or 0, "legal_max_cents": item.fine_max_cents}


def _basis(item: Item, law: str) -> Mapping[str, str] | None:
    """The item's basis of that name, however it is quoted; its only one where none is named."""
    if not law:
        return item.basis[0] if len(item.basis) == 1 else None
    wanted = _plain(law)
    return next((each for each in item.basis if _plain(each["law"]) == wanted), None)


def _plain(law: str) -> str:
    return law.translate(QUOTES).removeprefix("中华人民共和国")
