"""Queries for the board."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from xiezhi.journal.models import Cursor
from xiezhi.journal.streaming import log_head
from xiezhi.law.events import EPOCH
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen.words import day_words, yuan_words
from xiezhi.supervision.follow import NAME
from xiezhi.supervision.models import OPEN, Card, Watch

#: The order of the board as the pages turn: red, yellow, grey; inside a colour the earliest last day first.
ORDER = ("rank", "due_order", "id")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far cards have followed the journal: `read` of `entries`; `last` judgement; `norms` applied."""

    read: int
    entries: int
    last: datetime | None
    norms: int
    error: str

    @property
    def behind(self) -> int:
        return max(0, self.entries - self.read)


def reach() -> Reach:
    """Where the follower stands, for the head of the board."""
    cursor = Cursor.objects.filter(name=NAME).first()
    return Reach(
        read=cursor.position if cursor else 0,
        entries=log_head()[0],
        last=last_round(),
        norms=len(corpus().norms),
        error=cursor.error if cursor else "",
    )


def last_round() -> datetime | None:
    """When a matter was last judged."""
    return Watch.objects.aggregate(at=Max("judged_at"))["at"]


def of_matter(matter: str) -> QuerySet[Card]:
    """Open cards of one matter."""
    return Card.objects.filter(OPEN, matter=matter).order_by(*ORDER)


def over(norms: Collection[str], organs: Collection[str], most: int) -> QuerySet[Card]:
    """Open cards over these norms in matters of these organs, in the order of the board."""
    rows = Card.objects.filter(OPEN, norm__in=norms, organ__in=organs)
    return rows.order_by(*ORDER)[:most]


#: Facts that rules over events add to a finding.
ADDED = {"from_day": "起算日", "to_day": "办理日", "from_min": "起算时刻", "to_min": "办理时刻"}


def fact_words(name: str, value: int | str | None) -> tuple[str, str]:
    """A fact as a person reads it: its title, and its value as a day, an amount or a word."""
    fact = corpus().facts.get(name)
    title = fact.title if fact else ADDED.get(name, name)
    unit = fact.unit if fact else "day" if name.endswith("_day") else ""
    if value is None:
        return title, "没有数据"
    if unit == "day" and isinstance(value, int):
        return title, day_words(EPOCH + timedelta(days=value))
    if unit == "cents" and isinstance(value, int):
        return title, yuan_words(value)
    if unit == "bool":
        return title, "是" if value else "否"
    return title, _option(name, value)


def _option(name: str, value: int | str) -> str:
    field = corpus().fields.get(name)
    return field.options.get(str(value), str(value)) if field else str(value)
