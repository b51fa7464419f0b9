"""Where the cards come from. They belong to another room of the same height; `site` plugs it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from xiezhi.registry.period import Period


@dataclass(frozen=True, slots=True)
class CardSource:
    """`rows(state, period)`: cards with organ, norm, colour, raised_at, cleared_at; state "" (open, raised in the
    period), raised or cleared. `judged`: the matters that were judged, under `matter`; `judged_at`: when last.
    `colours`: code → word. `route`: the list that takes the same state and period."""

    rows: Callable[[str, Period], QuerySet[Any]]
    judged: Callable[[], QuerySet[Any]]
    judged_at: Callable[[], datetime | None]
    colours: tuple[tuple[str, str], ...]
    route: str


_plugged: list[CardSource] = []


def plug(source: CardSource) -> None:
    """Called once by `site`; a later call replaces the earlier."""
    _plugged[:] = [source]


def cards() -> CardSource:
    """Raises LookupError while nothing is plugged in."""
    if not _plugged:
        raise LookupError("概览还没有接上监督牌的来源")
    return _plugged[0]
