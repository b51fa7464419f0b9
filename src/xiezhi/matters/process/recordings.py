"""The audio-video list of a case (音像记录清单), from its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from xiezhi.law.events import Event
from xiezhi.matters.models import EvidenceItem
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person

RECORDED, OMITTED = "av_recorded", "av_omitted"
#: Seconds by which a file may be longer or shorter than the time stated for it.
SLACK = 60


@dataclass(frozen=True, slots=True)
class Recording:
    """One row of the list. `item` is the file when the node holds it; `seconds` the length read from the file."""

    seq: int
    link: str
    category: str
    subject: str
    way: str
    started: datetime
    finished: datetime
    content: str
    device: str
    officer: str
    held_here: bool
    kept_at: str
    sha256: str
    seconds: int | None
    until: date | None
    item: EvidenceItem | None

    @property
    def stated_seconds(self) -> int:
        return round((self.finished - self.started).total_seconds())

    @property
    def length_differs(self) -> bool:
        """The file is longer or shorter than the stated time by more than a minute."""
        return self.seconds is not None and abs(self.seconds - self.stated_seconds) > SLACK

    @property
    def checkable(self) -> bool:
        """A later change of the file would be noticed: it lies here, or its digest does."""
        return self.held_here or bool(self.sha256)

    @property
    def playable(self) -> str:
        """The element that plays the file in the page: video, audio, or none."""
        kind = self.item.type.partition("/")[0] if self.item else ""
        return kind if kind in ("video", "audio") else ""


def recordings(matter: str, events: Iterable[Event]) -> list[Recording]:
    """Rows by their beginning. The events are revealed ones (the caller logs the access)."""
    made = [event for event in events if event.step == RECORDED]
    items = (
        {item.sha256: item for item in EvidenceItem.objects.filter(matter=matter)} if made else {}
    )
    people = Person.objects.in_bulk({event.fields["av_officer"] for event in made})
    rows = [_row(event, items, {p.code: p.name for p in people.values()}) for event in made]
    return sorted(rows, key=lambda row: (row.started, row.seq))


def _row(event: Event, items: Mapping[str, EvidenceItem], names: Mapping[str, str]) -> Recording:
    said = event.fields
    until = said.get("kept_until_on")
    return Recording(
        seq=event.seq,
        link=said["av_link"],
        category=_word("av_category", said),
        subject=said.get("av_item") or "",
        way=_word("recording_way", said),
        started=moment(said["recorded_from_at"]),
        finished=moment(said["recorded_to_at"]),
        content=said.get("recording_text") or "",
        device=said.get("av_device_no") or "",
        officer=names.get(said["av_officer"], said["av_officer"]),
        held_here=said["av_held"] == "node",
        kept_at=said.get("av_kept_at") or "",
        sha256=said.get("av_sha256") or "",
        seconds=said.get("av_seconds"),
        until=date.fromisoformat(until) if until else None,
        item=items.get(said.get("av_sha256") or ""),
    )


def _word(name: str, said: Mapping[str, Any]) -> str:
    return str(corpus().fields[name].options.get(said.get(name) or "", ""))


def moment(value: str | datetime) -> datetime:
    """A stated time in the organ's zone."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return timezone.localtime(found if timezone.is_aware(found) else timezone.make_aware(found))


def omitted(events: Sequence[Event]) -> frozenset[str]:
    """Links for which somebody stated why there is no recording."""
    return frozenset(event.fields["av_link"] for event in events if event.step == OMITTED)
