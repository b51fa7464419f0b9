"""Queries for the board."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

from xiezhi.law.events import EPOCH
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen.words import day_words, yuan_words
from xiezhi.supervision.models import Card, Watch

ORDER = {Card.Colour.RED: 0, Card.Colour.YELLOW: 1, Card.Colour.GREY: 2}


def board(cards: QuerySet[Card]) -> QuerySet[Card]:
    """Red, yellow, grey; inside a colour the earliest due day first."""
    whens = [When(colour=colour, then=Value(n)) for colour, n in ORDER.items()]
    rank = Case(*whens, output_field=IntegerField())
    return cards.annotate(rank=rank).order_by("rank", "due_on", "raised_at", "id")


def last_round() -> datetime | None:
    """When a matter was last judged."""
    return Watch.objects.aggregate(at=Max("judged_at"))["at"]


def of_matter(matter: str) -> QuerySet[Card]:
    """Open cards of one matter."""
    return board(Card.objects.filter(matter=matter, cleared_at__isnull=True))


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
