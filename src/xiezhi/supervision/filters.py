"""The board's filters: they stand in the address, so a list can be kept, sent and opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from xiezhi.supervision.models import Card

#: Name in the address → column of the card.
EQUAL = ("colour", "organ", "procedure", "norm", "item", "region")
DAYS = ("since", "until")
STATE = "state"
#: Asks for every line of the counts.
WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of a request; `faults` are sentences about those that cannot be read and count for nothing."""

    values: Mapping[str, str]
    faults: tuple[str, ...] = ()

    def of(self, name: str) -> str:
        return self.values.get(name, "")

    def rows(self, cards: QuerySet[Card]) -> QuerySet[Card]:
        """Those of `cards` that pass, state and period aside (see `states`)."""
        tests: dict[str, str | int] = {n: v for n, v in self.values.items() if n in EQUAL}
        if tests.get("colour") in Card.Colour.values:
            tests["rank"] = Card.Colour.values.index(str(tests.pop("colour")))
        return cards.filter(**tests)

    def address(self, **changed: str) -> str:
        """The query with some filters changed; pages start anew."""
        merged = {**self.values, **changed}
        return urlencode({name: value for name, value in merged.items() if value})


def chosen(query: QueryDict) -> Chosen:
    """The filters in the address."""
    values = {name: query.get(name, "").strip()[:80] for name in (*EQUAL, *DAYS, STATE, WHOLE)}
    unread = {name for name in DAYS if values[name] and not _is_day(values[name])}
    faults = tuple(
        f"日期“{values[name]}”不能识别，没有按它筛选；请写成 2026-11-25 这样的日期。"
        for name in sorted(unread)
    )
    kept = {name: value for name, value in values.items() if value and name not in unread}
    return Chosen(kept, faults)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
