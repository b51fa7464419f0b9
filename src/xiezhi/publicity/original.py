"""The unredacted counterpart of a public version, for the side-by-side view inside."""

from __future__ import annotations

from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.publicity.models import Publication
from xiezhi.registry.models import Party


def original(publication: Publication) -> dict[str, Any]:
    """The same shape as `version`, with nothing hidden."""
    entry = Entry.objects.get(pk=publication.decision)
    event = next(e for e in history(entry.matter, reveal=True) if e.seq == entry.seq)
    codes = [row.get("party") for row in event.fields.get("dispositions") or []]
    return {
        "parties": list(Party.objects.filter(code__in=codes)),
        "facts": [f.get("fact_text", "") for f in event.fields.get("facts_found") or []],
        "text": event.fields.get("decision_text", ""),
    }
