"""The public version of a decision, built anew from its structure and never from its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from xiezhi.law.events import Event
from xiezhi.publicity.redaction.names import masked
from xiezhi.publicity.redaction.redact import Hidden, Secret, citizen, redact
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Party

#: The open fields of a disposition that the public reads.
OPEN = ("kind", "fine_cents", "confiscation_cents", "suspension_days", "basis_law", "basis_article")


def secrets(parties: list[Party]) -> list[Secret]:
    """What the case's own parties must not be recognised by; organisations keep their name and code."""
    found: list[Secret] = []
    for party in parties:
        if party.kind == Party.Kind.CITIZEN:
            found += citizen(party.name, party.id_number, party.address, party.phone)
        else:
            found += citizen(party.legal_representative, party.id_number, phone=party.phone)
    return found


def public_name(party: Party) -> str:
    """张某 for a citizen, the registered name for everyone else."""
    return masked(party.name) if party.kind == Party.Kind.CITIZEN else party.name


def version(decision: Event, cause: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The public version and what was hidden; `decision` carries its personal fields."""
    rows = decision.fields.get("dispositions") or []
    parties = list(Party.objects.filter(code__in=[row.get("party") for row in rows]))
    known, hidden = secrets(parties), dict[str, Hidden]()

    def clean(text: str) -> str:
        public, found = redact(text, known)
        for each in found:
            before = hidden.get(each.original)
            count = each.count + (before.count if before else 0)
            hidden[each.original] = replace(each, count=count)
        return public

    public = {
        "number": decision.fields.get("decision_no", ""),
        "cause": clean(cause),
        "parties": [{"name": public_name(p), "credit_code": p.credit_code} for p in parties],
        "facts": [clean(f.get("fact_text", "")) for f in decision.fields.get("facts_found") or []],
        "dispositions": [_disposition(row) for row in rows],
        "text": clean(decision.fields.get("decision_text", "")),
        "organ": decision.fields.get("organ_name", ""),
        "decided_on": decision.at.date().isoformat(),
    }
    hidden.update(
        {
            p.name: Hidden(p.name, masked(p.name), "自然人姓名", 1)
            for p in parties
            if public_name(p) != p.name
        }
    )
    return public, [asdict(h) for h in hidden.values()]


def _disposition(row: Mapping[str, Any]) -> dict[str, Any]:
    kinds = corpus().fields["kind"].options
    return {name: row.get(name) for name in OPEN} | {"kind_title": kinds.get(row["kind"], "")}


def searchable(public: Mapping[str, Any]) -> str:
    """The text a portal search looks through."""
    names = [p["name"] for p in public["parties"]] + [p["credit_code"] for p in public["parties"]]
    return "\n".join([public["number"], public["cause"], public["organ"], *names, *public["facts"]])
