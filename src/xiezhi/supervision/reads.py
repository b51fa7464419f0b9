"""Queries for the board."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

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
