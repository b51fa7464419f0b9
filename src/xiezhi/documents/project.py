"""Entries become rows of this room: a document knows the entry that gave it effect."""

from __future__ import annotations

from collections.abc import Callable

from xiezhi.documents.models import Document
from xiezhi.journal.models import Entry
from xiezhi.journal.wiring import EVERY_STEP
from xiezhi.law.events import Event


def link_documents(entry: Entry, event: Event) -> None:
    """Name the entry on the documents among its files."""
    digests = [file["sha256"] for file in entry.content.get("files", ())]
    if digests:
        rows = Document.objects.filter(matter=entry.matter, sha256__in=digests, entry="")
        rows.update(entry=entry.id)


PROJECTIONS: tuple[tuple[tuple[str, ...], Callable[[Entry, Event], None]], ...] = (
    ((EVERY_STEP,), link_documents),
)
