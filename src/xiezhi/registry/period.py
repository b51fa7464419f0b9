"""A period of days as `?since=…&until=…` asks for it, both days included, in the zone of the organ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from xiezhi.registry.screen.words import day_words


@dataclass(frozen=True, slots=True)
class Period:
    """None: no limit on that side."""

    since: date | None = None
    until: date | None = None

    def holds(self, field: str) -> Q:
        """The moments of `field` that lie in the period."""
        found = Q()
        if self.since is not None:
            found &= Q(**{f"{field}__gte": midnight(self.since)})
        if self.until is not None:
            found &= Q(**{f"{field}__lt": midnight(self.until + timedelta(days=1))})
        return found

    @property
    def query(self) -> dict[str, str]:
        """As the address carries it."""
        days = {"since": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in days.items() if day is not None}

    @property
    def words(self) -> str:
        """「2026年3月2日至2026年6月1日」; nothing when there is no limit."""
        if self.since and self.until:
            return f"{day_words(self.since)}至{day_words(self.until)}"
        if self.since:
            return f"{day_words(self.since)}以后"
        return f"{day_words(self.until)}以前" if self.until else ""


def midnight(day: date) -> datetime:
    """When the day begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def period_of(query: Mapping[str, Any]) -> Period:
    """What the address asks for; what is no day is no limit, and days the wrong way round change places."""
    since, until = _day(query.get("since")), _day(query.get("until"))
    if since and until and until < since:
        since, until = until, since
    return Period(since, until)


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None
