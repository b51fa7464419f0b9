"""Who was named as acting together, and whether they confirmed it themselves in time (行政处罚法第四十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from xiezhi.matters.models import Presence
from xiezhi.registry.clock import today
from xiezhi.registry.parameters.reads import value_here
from xiezhi.registry.screen import Tag

TONES = {"confirmed": "good", "denied": "bad"}


def confirm_by(presence: Presence) -> datetime:
    """The last moment to confirm, by the parameter of the day."""
    hours = value_here("presence_confirm_hours", today())
    return presence.recorded_at + timedelta(hours=hours)


def presence_tag(presence: Presence) -> Tag:
    """已确认、已否认; before the answer 待确认, after its term 未确认."""
    if presence.answer:
        return Tag(presence.get_answer_display(), TONES[presence.answer])
    late = timezone.now() > confirm_by(presence)
    return Tag("未确认", "care") if late else Tag("待确认", "now")


def presences(entries: Iterable[str]) -> dict[str, list[Presence]]:
    """By entry."""
    found: dict[str, list[Presence]] = {}
    for row in Presence.objects.filter(entry__in=list(entries)):
        found.setdefault(row.entry, []).append(row)
    return found


def to_confirm(person: str) -> list[Presence]:
    """What waits for this person's answer, oldest first."""
    return list(Presence.objects.filter(person=person, answer="")[:100])
