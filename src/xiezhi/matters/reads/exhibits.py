"""Numbers of evidence within a matter: files taken in and things listed share one series, E1, E2, …"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xiezhi.law.events import Event
from xiezhi.matters.models import EvidenceItem

_MARK = re.compile(r"E(\d{1,9})")


def mark(number: int) -> str:
    return f"E{number}"


def listed(events: Iterable[Event]) -> dict[str, str]:
    """Evidence listed in acts: its mark → its name."""
    return {
        row["evidence_id"]: row.get("evidence_name") or ""
        for event in events
        for row in event.fields.get("evidence") or ()
        if row.get("evidence_id")
    }


def unlisted(matter: str, events: Iterable[Event]) -> list[EvidenceItem]:
    """Files taken in that no act has listed yet."""
    known = listed(events)
    return [i for i in EvidenceItem.objects.filter(matter=matter) if mark(i.number) not in known]


def last_number(marks: Iterable[str]) -> int:
    """The highest number of the series that these marks have taken; 0 when none."""
    found = (_MARK.fullmatch(each) for each in marks)
    return max((int(each[1]) for each in found if each), default=0)
