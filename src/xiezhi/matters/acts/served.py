"""Which original of a decision was served, by its digest: the public version is later held against it."""

from __future__ import annotations

from django.db.models import QuerySet

from xiezhi.documents.models import Document

#: Steps whose document is the decision that is served.
DECISIONS = ("decision_made", "decision_no_penalty", "spot_decision_made", "licence_decided")


def served_digest(matter: str) -> dict[str, str]:
    """Of the matter's latest valid decision document; empty when there is none here."""
    found = _valid(matter).filter(step__in=DECISIONS).order_by("-issued_at").first()
    return {"served_digest": found.sha256} if found else {}


def decision_digest(matter: str, entry: str) -> dict[str, str]:
    """Of the valid document that the entry gave effect to; empty when there is none here."""
    found = _valid(matter).filter(entry=entry).first()
    return {"original_digest": found.sha256} if found else {}


def _valid(matter: str) -> QuerySet[Document]:
    return Document.objects.filter(matter=matter, state=Document.State.VALID)
