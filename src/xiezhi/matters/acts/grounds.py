"""What the item on the register states of a disposition's basis: level, law above it, kinds, range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xiezhi.registry.models import Item
from xiezhi.registry.reads import item_on

Row = dict[str, Any]
#: Part of a disposition → what the item's basis calls it.
STATED = {"basis_level": "level", "upper_law": "upper_law", "upper_basis": "upper_basis"}
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
    return stated | row


def _basis(item: Item, law: str) -> Mapping[str, str] | None:
    """The item's basis of that name, however it is quoted."""
    wanted = law.translate(QUOTES).removeprefix("中华人民共和国")
    named = (
        each
        for each in item.basis
        if each["law"].translate(QUOTES).removeprefix("中华人民共和国") == wanted
    )
    return next(named, None)
