"""The public version as a document: what the decision prints, every text redacted, identifiers dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiezhi.journal.acts import Actor
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.context import document_context
from xiezhi.publicity.models import Publication
from xiezhi.publicity.redaction.redact import Secret, redact
from xiezhi.publicity.version import public_name, secrets
from xiezhi.registry.models import Party

#: Never printed in public, whatever they hold.
DROPPED = frozenset(
    {"party_id_number", "party_phone", "party_address", "complaint_text", "evidence_source"}
)


def printed(publication: Publication) -> dict[str, Any]:
    """The redacted context of the decision's document; what the redaction cannot see is dropped."""
    entry = Entry.objects.get(pk=publication.decision)
    event = next(e for e in history(entry.matter, reveal=True) if e.seq == entry.seq)
    by = [Actor(a["person"], a["role"], a.get("organ") or "") for a in event.fields["by"]]
    context = document_context(entry.matter, entry.step, event.fields, by, event.at)
    codes = [row.get("party") for row in context["parties"]]
    parties = list(Party.objects.filter(code__in=codes))
    known = secrets(parties)
    clean = {name: _clean(value, known) for name, value in context.items() if name not in DROPPED}
    clean["parties"] = [
        {"party_name": public_name(p), "credit_code": p.credit_code} for p in parties
    ]
    return clean | {"number": event.fields.get("decision_no", "")}


def _clean(value: Any, known: list[Secret]) -> Any:
    if isinstance(value, str):
        return redact(value, known)[0]
    if isinstance(value, Mapping):
        return {k: _clean(v, known) for k, v in value.items() if k not in DROPPED}
    if isinstance(value, list | tuple):
        return [_clean(item, known) for item in value]
    return value
