"""Findings become cards: raised, brought up to date, cleared, opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from xiezhi.law.events import EPOCH
from xiezhi.matters.models import Case
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.supervision.judging import Judged, Raised
from xiezhi.supervision.models import Card

Key = tuple[str, str, str]
#: What a card says, written anew when any of it is different.
SAID = (
    "grain",
    "organ",
    "procedure",
    "item",
    "region",
    "colour",
    "verdict",
    "reason",
    "due_on",
    "calculation",
    "facts",
    "law_version",
    "cleared_at",
)


class Keeping:
    """The cards of a run of matters, read once and written in three statements."""

    def __init__(self, matters: Sequence[str], now: datetime) -> None:
        self._now = now
        self._cards: dict[Key, Card] = {
            (card.matter, card.norm, card.row): card
            for card in Card.objects.filter(matter__in=matters)
        }
        self._cases = Case.objects.in_bulk(matters)
        self._regions = dict(Organ.objects.values_list("code", "region"))

    def keep(self, found: Mapping[str, Judged]) -> None:
        """Cards whose finding is gone are cleared, not deleted; a cleared one that is true again opens again."""
        true = {
            (matter, *key): (judged.organ, raised)
            for matter, judged in found.items()
            for key, raised in judged.raised.items()
        }
        fresh = [self._card(key, *each) for key, each in true.items() if key not in self._cards]
        changed = [
            self._cards[key]
            for key, each in true.items()
            if key in self._cards and self._say(self._cards[key], *each)
        ]
        gone = [c.pk for key, c in self._cards.items() if key not in true and not c.cleared_at]
        Card.objects.bulk_create(fresh)
        Card.objects.bulk_update(changed, [*SAID, "changed_at"])
        Card.objects.filter(pk__in=gone).update(cleared_at=self._now)

    def _card(self, key: Key, organ: str, raised: Raised) -> Card:
        matter, norm, row = key
        card = Card(matter=matter, norm=norm, row=row, raised_at=self._now)
        self._say(card, organ, raised)
        return card

    def _say(self, card: Card, organ: str, raised: Raised) -> bool:
        """Let the card say what the finding says; whether it said anything else before."""
        said = self._said(card.matter, organ, raised)
        before = {name: getattr(card, name) for name in SAID}
        for name, value in said.items():
            setattr(card, name, value)
        if before == said:
            return False
        card.changed_at = self._now
        return True

    def _said(self, matter: str, organ: str, raised: Raised) -> dict[str, Any]:
        finding, case = raised.finding, self._cases.get(matter)
        return {
            "grain": finding.grain,
            "organ": organ,
            "procedure": case.procedure if case else "",
            "item": case.item if case else "",
            "region": self._regions.get(organ, ""),
            "colour": raised.colour.value,
            "verdict": finding.verdict.value,
            "reason": finding.reason or raised.norm.breach.finding,
            "due_on": _day(finding.due_day),
            "calculation": list(finding.calculation),
            "facts": dict(finding.facts),
            "law_version": corpus().version,
            "cleared_at": None,
        }


def _day(day: int | None) -> date | None:
    return None if day is None else EPOCH + timedelta(days=day)
