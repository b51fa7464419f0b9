"""Cards follow the journal entry by entry, and the calendar day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.journal.wiring import Follower
from xiezhi.law.events import EPOCH
from xiezhi.registry.corpus import corpus
from xiezhi.supervision.judging import Judged, Raised, judged
from xiezhi.supervision.models import Card, Watch

#: Matters judged in one daily round before the worker turns to its other duties.
ROUND = 200


def handle(entry: Entry) -> None:
    """Re-judge the matter of its newest entry; run twice the cards are the same."""
    if Entry.objects.filter(matter=entry.matter, seq__gt=entry.seq).exists():
        return
    refresh(entry.matter, timezone.localtime())


def daily(now: datetime | None = None) -> int:
    """Re-judge matters whose clocks turn today; how many were."""
    now = now or timezone.localtime()
    due = Watch.objects.filter(next_on__lte=now.date()).values_list("matter", flat=True)
    matters = list(due[:ROUND])
    for matter in matters:
        refresh(matter, now)
    return len(matters)


def refresh(matter: str, now: datetime) -> None:
    """Bring the matter's cards up to date."""
    found = judged(matter, now)
    with transaction.atomic():
        _clear(matter, found, now)
        for raised in found.raised.values():
            _keep(matter, found.organ, raised, now)
        values = {"judged_at": now, "next_on": found.next_on}
        Watch.objects.update_or_create(matter=matter, defaults=values)


def _clear(matter: str, found: Judged, now: datetime) -> None:
    """Cards whose finding is gone are cleared, not deleted."""
    for card in Card.objects.filter(matter=matter, cleared_at__isnull=True):
        if (card.norm, card.row) not in found.raised:
            card.cleared_at = now
            card.save(update_fields=["cleared_at"])


def _keep(matter: str, organ: str, raised: Raised, now: datetime) -> None:
    """Raise the card or bring it up to date; a cleared one that is true again opens again."""
    finding = raised.finding
    values = {
        "grain": finding.grain,
        "organ": organ,
        "colour": raised.colour,
        "verdict": finding.verdict,
        "reason": finding.reason or raised.norm.breach.finding,
        "due_on": _day(finding.due_day),
        "calculation": list(finding.calculation),
        "facts": dict(finding.facts),
        "law_version": corpus().version,
        "changed_at": now,
        "cleared_at": None,
    }
    Card.objects.update_or_create(
        matter=matter,
        norm=finding.norm,
        row=finding.row,
        defaults=values,
        create_defaults=values | {"raised_at": now},
    )


def _day(day: int | None) -> date | None:
    return None if day is None else EPOCH + timedelta(days=day)


FOLLOWERS = [Follower("supervision.cards", handle)]
