"""Cards follow the journal entry by entry, and the calendar day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from time import monotonic

from django.db import transaction
from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import newest_in
from xiezhi.journal.wiring import Follower
from xiezhi.registry.parameters.turning import turns_past
from xiezhi.supervision.arrivals import note
from xiezhi.supervision.judging import judged
from xiezhi.supervision.keeping import Keeping
from xiezhi.supervision.models import Watch

NAME = "supervision.cards"
#: Matters judged in one go: a bound on memory and on how long the cards are locked.
TOGETHER = 100
#: The daily round gives way to the worker's other duties after this.
ROUND_SECONDS = 5.0


def handle(entry: Entry) -> None:
    """Re-judge the matter of its newest entry; run twice the cards are the same."""
    handle_all([entry])


def handle_all(entries: Sequence[Entry]) -> None:
    """Re-judge the matters whose newest entry is among these; the others come again later. A value of a parameter
    that already holds brings every matter into the daily round."""
    note(entries)
    if any(turns_past(entry, timezone.localdate()) for entry in entries):
        Watch.objects.update(next_on=timezone.localdate())
    refresh(newest_in(entries), timezone.localtime())


def daily(now: datetime | None = None) -> int:
    """Re-judge matters whose clocks turn today; how many were."""
    now, done = now or timezone.localtime(), 0
    until = monotonic() + ROUND_SECONDS
    while due := _due(now):
        refresh(due, now)
        done += len(due)
        if monotonic() > until:
            break
    return done


def _due(now: datetime) -> list[str]:
    turning = Watch.objects.filter(next_on__lte=now.date()).order_by("next_on", "matter")
    return list(turning.values_list("matter", flat=True)[:TOGETHER])


def refresh(matters: Iterable[str], now: datetime) -> None:
    """Bring the cards of the matters up to date."""
    listed = list(matters)
    for at in range(0, len(listed), TOGETHER):
        _refresh(listed[at : at + TOGETHER], now)


def _refresh(matters: Sequence[str], now: datetime) -> None:
    found = dict(judged(matters, now))
    with transaction.atomic():
        Keeping(matters, now).keep(found)
        watches = [
            Watch(matter=matter, judged_at=now, next_on=each.next_on)
            for matter, each in found.items()
        ]
        Watch.objects.bulk_create(
            watches,
            update_conflicts=True,
            unique_fields=["matter"],
            update_fields=["judged_at", "next_on"],
        )


FOLLOWERS = [Follower(NAME, handle, handle_all)]
