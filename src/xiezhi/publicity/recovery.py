"""Publications whose printable version a stop has cut off: the page is public, the paper is made now."""

from __future__ import annotations

from datetime import datetime

from xiezhi.documents.recovery import unclaimed, void_without_effect
from xiezhi.journal.models import Entry
from xiezhi.publicity.acts import make_document
from xiezhi.publicity.kinds import STEPS
from xiezhi.publicity.models import Publication


def settle(before: datetime) -> int:
    """Everything begun before that time; how much there was."""
    rows = [row for row in _without_paper() if _decided_here(row, before)]
    for row in rows:
        make_document(row)
    kept = set(Publication.objects.exclude(document="").values_list("document", flat=True))
    spare = [d for d in unclaimed(before) if d.step in STEPS and d.code not in kept]
    return len(rows) + void_without_effect(spare)


def _without_paper() -> list[Publication]:
    return list(Publication.objects.filter(state=Publication.State.PUBLISHED, document=""))


def _decided_here(row: Publication, before: datetime) -> bool:
    """Published on this platform; what was published elsewhere and attested has no paper of ours."""
    entries = Entry.objects.filter(matter=row.matter, step__in=STEPS, recorded_at__lt=before)
    return entries.filter(mode="decide").exists()
