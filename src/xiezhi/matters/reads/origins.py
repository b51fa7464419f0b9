"""Where a matter came from: the matters its first entry was drawn from."""

from __future__ import annotations

from django.urls import reverse

from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case

#: Relation of a reference to the matter whose facts were carried over.
FROM = "from"


def origins(matter: str) -> list[tuple[str, str]]:
    """Name and address of each matter this one came from."""
    first = Entry.objects.filter(matter=matter, seq=1).first()
    refs = first.content["refs"] if first else ()
    named = [ref["matter"] for ref in refs if ref["rel"] == FROM and ref.get("matter")]
    rows = Case.objects.in_bulk(named)
    return [(str(rows[m]), reverse("matters:case", args=(m,))) for m in named if m in rows]
