"""The forty-six organs of the invented district (`organs.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from xiezhi.site.city.codes import REGION
from xiezhi.site.city.reading import data


@dataclass(frozen=True, slots=True)
class CityOrgan:
    """`word` begins its document numbers, `prefix` the codes of its items ('' for none), `people` counts its
    officers, `weight` its share of the cases."""

    code: str
    title: str
    short: str
    sector: str
    word: str
    people: int
    weight: int
    prefix: str = ""
    kind: str = "statutory"
    principal: str = ""

    @property
    def region(self) -> str:
        return REGION

    @property
    def phone(self) -> str:
        return f"010-5555{1000 + [o.code for o in organs()].index(self.code):04d}"


@cache
def organs() -> tuple[CityOrgan, ...]:
    return tuple(CityOrgan(**row) for row in data("organs")["organs"])


def with_items() -> Iterator[CityOrgan]:
    """The organs that handle cases."""
    return (organ for organ in organs() if organ.weight)
