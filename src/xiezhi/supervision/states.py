"""Which cards a list shows: the open ones, those raised in a period, those cleared in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from xiezhi.registry.period import Period, period_of
from xiezhi.supervision.models import OPEN, Card

#: `?state=` and its words in a caption.
STATES = {"": "未销号的牌", "raised": "生成的牌", "cleared": "销号的牌"}


def shown_cards(cards: QuerySet[Card], query: Mapping[str, Any]) -> tuple[QuerySet[Card], str]:
    """The cards the address asks for, and what they are called."""
    state, period = query.get("state", ""), period_of(query)
    state = state if state in STATES else ""
    found = cards.filter(in_state(state, period))
    return found, f"{period.words}{STATES[state]}"


def cards_in(state: str, period: Period) -> QuerySet[Card]:
    """Cards of every organ in a state of the list."""
    return Card.objects.filter(in_state(state, period))


def in_state(state: str, period: Period) -> Q:
    """Open cards raised in the period; all that were raised in it; those cleared in it."""
    if state == "cleared":
        return period.holds("cleared_at") & ~OPEN
    raised = period.holds("raised_at")
    return raised if state == "raised" else raised & OPEN
