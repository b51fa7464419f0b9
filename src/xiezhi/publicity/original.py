"""The unredacted counterpart of a public version, for the side-by-side view inside."""

from __future__ import annotations

from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.publicity.models import Publication
from xiezhi.publicity.version import concerned


def original(publication: Publication) -> dict[str, Any]:
    """The same shape as `version`, with nothing hidden."""
    entry = Entry.objects.get(pk=publication.decision)
    events = history(entry.matter, reveal=True)
    event = next(e for e in events if e.seq == entry.seq)
    return {
        "parties": concerned(event, events),
        "facts": [f.get("fact_text", "") for f in event.fields.get("facts_found") or []],
        "text": event.fields.get("decision_text") or event.fields.get("licence_scope", ""),
    }
