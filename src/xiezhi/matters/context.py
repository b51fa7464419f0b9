"""What a document prints: the matter's revealed history and the registers, by the names of `fields/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from xiezhi.journal.acts import Actor
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.acts.threads import ASIDE
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Certificate, Item, Organ, Party, Person, Qualification

#: Fields of one step that another step's document must not repeat as its own.
OF_ONE_ACT = frozenset({"by", "started_at", "finished_at", "place", "record_text", "signature"})
#: Lists of those sent to inspect, whom documents name.
SENT = ("inspectors", "drawn_officers")
#: Day of a step under the name the clauses use.
DAYS = {
    "case_filed": "case_filed_on",
    "notice_served": "notice_served_on",
    "legal_review_done": "reviewed_on",
    "legal_review_returned": "reviewed_on",
    "review_submitted": "submitted_on",
    "case_closed": "closed_on",
    "case_archived": "archived_on",
    "investigation_suspended": "suspended_on",
    "licence_applied": "licence_applied_on",
    "licence_accepted": "licence_accepted_on",
}


def document_context(
    matter: str,
    step: str,
    fields: Mapping[str, Any],
    by: Sequence[Actor],
    at: datetime,
    until: int | None = None,
) -> dict[str, Any]:
    """Everything a document of `step` may print, the step's own fields first; the way of a draft is no part of it.

    `until`: the number of the last entry that counts (default: all).
    """
    told = [e for e in history(matter, reveal=True) if until is None or e.seq <= until]
    events = [e for e in told if e.procedure not in ASIDE]
    found = _of_history(events) | {name: value for name, value in fields.items()}
    found |= _of_organ(by[0]) | _of_people(by)
    found["matter"] = matter
    found["made_on"] = at.date().isoformat()
    found[DAYS.get(step, "made_on")] = found["made_on"]
    found["parties"] = [_party(row) for row in found.get("parties") or ()]
    found["officers"] = _officers(found, events)
    found["participants"] = [_named(row, "participant") for row in found.get("participants") or ()]
    found |= {name: [_named(row, "officer") for row in found.get(name) or ()] for name in SENT}
    found["drawn_parties"] = [_drawn(row) for row in found.get("drawn_parties") or ()]
    found["joint_organs"] = [_of_item(row) for row in found.get("joint_organs") or ()]
    found |= _names_of(found)
    found["item_title"] = _item_title(found.get("item"))
    return {name: value for name, value in found.items() if value is not None}


def _of_history(events: Iterable[Event]) -> dict[str, Any]:
    """The latest value of every field, lists of evidence gathered, days of the steps that clauses name."""
    found: dict[str, Any] = {}
    evidence: list[Any] = []
    for event in events:
        found |= {n: v for n, v in event.fields.items() if n not in OF_ONE_ACT and v is not None}
        evidence += event.fields.get("evidence") or ()
        if event.step in DAYS:
            found[DAYS[event.step]] = event.at.date().isoformat()
        if event.step == "notice_served":
            found["notice_served_on"] = event.fields.get("served_on")
            hearing = event.fields.get("hearing_right_told")
            found["notice_title"] = "行政处罚听证告知书" if hearing else "行政处罚告知书"
    return found | ({"evidence": evidence} if evidence else {})


def _of_organ(actor: Actor) -> dict[str, Any]:
    """The organ whose name the document bears: the principal of an entrusted one."""
    organ = Organ.objects.get(pk=actor.in_name_of or actor.organ)
    return {
        "organ_name": organ.name,
        "short_name": organ.short_name,
        "address": organ.address,
        "contact_phone": organ.phone,
    }


def _of_people(by: Sequence[Actor]) -> dict[str, Any]:
    people = Person.objects.in_bulk([each.person for each in by])
    names = [people[each.person].name for each in by if each.person in people]
    found = {"contact_name": names[0], "recorder_name": names[-1]} if names else {}
    if by[0].role == "legal_reviewer" and names:
        found |= {"reviewer_name": names[0], "reviewer_qualification": _qualified(by[0].person)}
    return found


def _qualified(person: str) -> str:
    row = Qualification.objects.filter(person=person, kind=Qualification.Kind.LAW).first()
    return f"国家统一法律职业资格（{row.since.isoformat()}取得）" if row else ""


def _party(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `parties` with what the register knows and the entry does not say."""
    known = Party.objects.filter(pk=row.get("party")).first()
    if known is None:
        return dict(row)
    register = {
        "party_kind": known.kind,
        "party_name": known.name,
        "party_id_number": known.id_number,
        "credit_code": known.credit_code,
        "legal_representative": known.legal_representative,
        "party_address": known.address,
        "party_phone": known.phone,
    }
    return register | {name: value for name, value in row.items() if value not in (None, "")}


def _officers(found: Mapping[str, Any], events: Sequence[Event]) -> list[dict[str, Any]]:
    """Who handles the case: as assigned, else the officers who acted last."""
    rows = [dict(row) for row in found.get("officers") or ()] or [
        {"officer": by["person"]} for by in _last_officers(events)
    ]
    return [_certified(_named(row, "officer")) for row in rows]


def _last_officers(events: Sequence[Event]) -> list[Mapping[str, Any]]:
    for event in reversed(events):
        found = [by for by in event.fields.get("by", ()) if by["role"] == "officer"]
        if found:
            return found
    return []


def _named(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    person = Person.objects.filter(pk=row.get(key)).first()
    return {**row, "name": person.name} if person else dict(row)


def _drawn(row: Mapping[str, Any]) -> dict[str, Any]:
    """A drawn party and the officers drawn for it, by their names."""
    party = Party.objects.filter(pk=row.get("drawn_party")).first()
    lead, assist = (_named(row, key).get("name", "") for key in ("drawn_lead", "drawn_assist"))
    return {
        **row,
        "party_name": party.name if party else "",
        "lead_name": lead,
        "assist_name": assist,
    }


def _of_item(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "item_title": _item_title(row.get("item"))}


def _names_of(found: Mapping[str, Any]) -> dict[str, str]:
    """`chair` → `chair_name`, and so for every field that names one person."""
    asked = {
        n: v for n, v in found.items() if v and (f := corpus().fields.get(n)) and f.type == "person"
    }
    people = Person.objects.in_bulk([str(code) for code in asked.values()])
    return {f"{n}_name": people[v].name for n, v in asked.items() if v in people}


def _certified(row: dict[str, Any]) -> dict[str, Any]:
    held = Certificate.objects.filter(person=row.get("officer"), cancelled_on=None).first()
    return {**row, "certificate_no": held.number} if held else row


def _item_title(code: object) -> str | None:
    row = Item.objects.filter(code=str(code)).last() if code else None
    return row.title if row else None
