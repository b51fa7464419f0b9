"""The public version of a decision, built anew from its structure and never from its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from xiezhi.law.events import Event
from xiezhi.publicity.kinds import KINDS
from xiezhi.publicity.redaction.names import masked
from xiezhi.publicity.redaction.redact import Hidden, Secret, citizen, redact
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Party

#: The open fields of a disposition that the public reads.
LICENCE_FIELDS = ("licence_basis", "licence_scope", "licence_from_on", "licence_to_on")
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


def public_version(
    decision: Event, events: Sequence[Event]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The public version and what was hidden; the events of the matter carry their personal fields."""
    rows = decision.fields.get("dispositions") or []
    parties = concerned(decision, events)
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
        "kind": KINDS[decision.step].title,
        "cause": clean(latest(events, "cause") or latest(events, "licence_title")),
        "parties": [{"name": public_name(p), "credit_code": p.credit_code} for p in parties],
        "facts": [clean(f.get("fact_text", "")) for f in decision.fields.get("facts_found") or []],
        "dispositions": [_disposition(row) for row in rows],
        "text": clean(decision.fields.get("decision_text", "")),
        "licence": _licence(decision, clean),
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


def concerned(decision: Event, events: Sequence[Event]) -> list[Party]:
    """Those the decision disposes of, else the parties of the matter."""
    rows = decision.fields.get("dispositions") or latest(events, "parties") or []
    return list(Party.objects.filter(code__in=[row.get("party") for row in rows]))


def latest(events: Sequence[Event], name: str) -> Any:
    """The latest value of a field, else an empty text."""
    return next((e.fields[name] for e in reversed(events) if e.fields.get(name)), "")


def _licence(decision: Event, clean: Callable[[str], str]) -> dict[str, str]:
    """What the public reads of a licence; empty for a penalty."""
    found = {n: decision.fields.get(n) for n in LICENCE_FIELDS}
    return {name: clean(str(value)) for name, value in found.items() if value}


def _disposition(row: Mapping[str, Any]) -> dict[str, Any]:
    kinds = corpus().fields["kind"].options
    return {name: row.get(name) for name in OPEN} | {"kind_title": kinds.get(row["kind"], "")}


def searchable(public: Mapping[str, Any]) -> str:
    """The text a portal search looks through."""
    names = [p["name"] for p in public["parties"]] + [p["credit_code"] for p in public["parties"]]
    return "\n".join([public["number"], public["cause"], public["organ"], *names, *public["facts"]])
