"""What the district's organs punish, on which basis, with how much (`items.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from xiezhi.registry.demo_people import ITEMS
from xiezhi.site.city.reading import data

Span = tuple[int, int]
SIZES = ("usual", "spot", "cash", "hearing", "major")


@dataclass(frozen=True, slots=True)
class CityItem:
    """`low` and `high` are the legal range in cents (`low` 0: none); `sizes` the fines usually given by size
    of case (`SIZES`); `since`: cases under this text are not older."""

    code: str
    title: str
    everyday: str
    basis: Mapping[str, str]
    kinds: Sequence[str]
    low: int
    high: int
    parties: Sequence[str]
    facts: Sequence[str]
    sizes: Mapping[str, Span] = field(default_factory=dict)
    since: date = date.min

    @property
    def prefix(self) -> str:
        return self.code.partition("-")[0]


@cache
def items() -> Mapping[str, CityItem]:
    """By code: the items of the demo's own people, and those listed here."""
    return {row["code"]: _item(row) for row in data("items")["items"]}


def _item(row: Mapping[str, Any]) -> CityItem:
    sizes = {s: (row[s][0], row[s][1]) for s in SIZES if s in row}
    return CityItem(
        code=row["code"],
        parties=row["parties"],
        facts=row["facts"],
        sizes=sizes,
        since=date.fromisoformat(str(row.get("since", date.min))),
        **_law(row),
    )


def _law(row: Mapping[str, Any]) -> dict[str, Any]:
    """Title, basis and range: of the register's item where the row states none."""
    known = next((i for i in ITEMS if i.code == row["code"]), None)
    if known is not None:
        basis = {
            "law": known.law,
            "version": known.version,
            "article": known.article,
            "level": known.level,
        }
        if known.upper:
            basis |= {"upper_law": "within", "upper_basis": known.upper}
        told = {"title": known.title, "everyday": known.everyday, "kinds": known.kinds}
        return told | {"basis": basis, "low": known.low or 0, "high": known.high}
    low, high = row["range"]
    basis = {name: str(value) for name, value in row["basis"].items()}
    told = {name: row[name] for name in ("title", "everyday", "kinds")}
    return told | {"basis": basis, "low": low or 0, "high": high}


def basis_fields(item: CityItem) -> dict[str, str]:
    """Its basis by the names of `fields/`."""
    return {
        name if name.startswith("upper") else f"basis_{name}": value
        for name, value in item.basis.items()
    }


def new_items() -> list[CityItem]:
    """Those the register does not hold yet."""
    known = {item.code for item in ITEMS}
    return [item for item in items().values() if item.code not in known]
