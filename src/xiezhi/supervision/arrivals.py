"""Whether a unit's data keep coming: late is not clean (行政执法监督条例第三十七条)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import online_calendar
from xiezhi.registry.parameters.reads import value_here
from xiezhi.supervision.models import Arrival

SILENCE = "data_silence_workdays"


@dataclass(frozen=True, slots=True)
class Late:
    """A unit whose last entry is older than the parameter allows; `last` None: nothing ever came."""

    organ: str
    name: str
    last: datetime | None


def note(entries: Sequence[Entry]) -> None:
    """Keep the newest moment at which each unit recorded something."""
    newest: dict[str, datetime] = {}
    for entry in entries:
        for actor in entry.content["by"][:1]:
            if actor.get("organ"):
                organ = actor["organ"]
                newest[organ] = max(entry.recorded_at, newest.get(organ, entry.recorded_at))
    known = Arrival.objects.in_bulk(newest)
    rows = [
        Arrival(organ=organ, at=at)
        for organ, at in newest.items()
        if organ not in known or known[organ].at < at
    ]
    Arrival.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["organ"], update_fields=["at"]
    )


def late(organs: Mapping[str, str], watched: Collection[str]) -> list[Late]:
    """Units (code → name) among `watched` that have been silent too long, longest first."""
    last = {row.organ: row.at for row in Arrival.objects.filter(organ__in=watched)}
    found = [
        Late(code, organs.get(code, code), last.get(code))
        for code in sorted(watched)
        if _silent(last.get(code))
    ]
    return sorted(found, key=lambda each: (each.last is not None, each.last, each.organ))


def allowed() -> int:
    """Working days without an entry that are not yet late."""
    return value_here(SILENCE, today())


def _silent(last: datetime | None) -> bool:
    if last is None:
        return True
    day = timezone.localtime(last).date()
    return online_calendar().add_workdays(day, allowed()) < today()
