"""The room's tables follow three steps: published, barred, withdrawn."""

from __future__ import annotations

from django.db.models import QuerySet

from xiezhi.journal.models import Entry
from xiezhi.law.events import Event
from xiezhi.publicity.models import Publication

PUBLISHES = "publishes"


def _publications(entry: Entry) -> QuerySet[Publication]:
    """Those the entry refers to; an entry that refers to none (an import) means all of its matter."""
    named = [r["entry"] for r in entry.content["refs"] if r["rel"] == PUBLISHES]
    found = Publication.objects.filter(matter=entry.matter)
    return found.filter(decision__in=named) if named else found


def published(entry: Entry, event: Event) -> None:
    _publications(entry).update(
        state=Publication.State.PUBLISHED, published_at=event.at, ended_at=None, reason=""
    )


def barred(entry: Entry, event: Event) -> None:
    _publications(entry).update(
        state=Publication.State.BARRED, reason=event.fields["barred_ground"], ended_at=event.at
    )


def withdrawn(entry: Entry, event: Event) -> None:
    _publications(entry).update(
        state=Publication.State.WITHDRAWN, reason=event.fields["withdrawal_text"], ended_at=event.at
    )


PROJECTORS = {
    "decision_published": [published],
    "licence_published": [published],
    "publication_barred": [barred],
    "publication_withdrawn": [withdrawn],
}
