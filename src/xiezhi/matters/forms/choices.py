"""What can be chosen where a field names a person, an item, evidence, a norm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xiezhi.law.events import Event
from xiezhi.law.norms.model import Norm
from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.watching import clock_of
from xiezhi.matters.forms.known import ONE_PARTY
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.matters.reads.exhibits import last_number, listed, mark, unlisted
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.content import covers
from xiezhi.registry.models import Organ, Person
from xiezhi.registry.reads import holders, items_of, officers_of

Options = Sequence[tuple[str, str]]
#: Free numbers offered for evidence that has no file; letters of a fact shown in a list.
FREE, BEGINNING = 5, 30


def choices_for(
    case: Case, organ: Organ, step: Step, events: Sequence[Event], facts: Options = ()
) -> dict[str, Options]:
    """By field name: people of the organ, items in force today, parties, norms, evidence and `facts` by their numbers."""
    people = [(p.code, f"{p.name} {p.unit}".strip()) for p in Person.objects.filter(organ=organ)]
    items = [(i.code, i.title) for i in items_of({case.organ, case.in_name_of}, today())]
    known = corpus().fields.values()
    found: dict[str, Options] = {each.name: people for each in known if each.type == "person"}
    found |= {each.name: items for each in known if each.type == "item"}
    found |= dict.fromkeys((*ONE_PARTY, "dispositions.party_no"), party_options(events))
    found |= {each.name: norm_options(events) for each in known if each.type == "norm"}
    found["evidence_links.fact_no"] = facts
    found["evidence_id"] = evidence_options(case, events)
    found["evidence.evidence_id"] = fresh_evidence(case, events)
    return found


def evidence_options(case: Case, events: Sequence[Event]) -> Options:
    """Evidence listed in acts, then files taken in and not listed yet."""
    known = [(m, f"{m} {name}".strip()) for m, name in listed(events).items()]
    files = [(mark(i.number), f"{mark(i.number)} {i.name}") for i in unlisted(case.matter, events)]
    return [*known, *files]


def fresh_evidence(case: Case, events: Sequence[Event]) -> Options:
    """What an act may list: files taken in and not listed yet, then the next free numbers."""
    files = unlisted(case.matter, events)
    numbers = [item.number for item in EvidenceItem.objects.filter(matter=case.matter)]
    last = max([last_number(listed(events)), *numbers])
    free = [(mark(n), f"{mark(n)} 没有上传文件的证据") for n in range(last + 1, last + 1 + FREE)]
    return [*((mark(i.number), f"{mark(i.number)} {i.name}") for i in files), *free]


def party_options(events: Sequence[Event]) -> Options:
    """Parties of the case by their numbers, as last stated."""
    stated = [event.fields["parties"] for event in events if event.fields.get("parties")]
    rows = stated[-1] if stated else ()
    return [
        (str(row["party_no"]), f"{row['party_no']} {row.get('party_name') or ''}".strip())
        for row in rows
        if row.get("party_no")
    ]


def fact_options(rows: Sequence[Mapping[str, Any]]) -> Options:
    """Facts by their numbers, with how they begin."""
    return [
        (
            str(row["fact_no"]),
            f"{row['fact_no']} {str(row.get('fact_text') or '')[:BEGINNING]}".strip(),
        )
        for row in rows
        if row.get("fact_no")
    ]


def norm_options(events: Sequence[Event]) -> Options:
    """The norms that gate a step taken in the matter, or whose clock ends with one."""
    law = corpus()
    taken = {(event.procedure, event.step) for event in events}
    return [
        (norm.id, f"{norm.id} {norm.title}")
        for norm in law.norms.values()
        if any(step in _guarded(norm) and covers(law, norm, code) for code, step in taken)
    ]


def _guarded(norm: Norm) -> tuple[str, ...]:
    clock = clock_of(norm)
    return (*norm.gates, *(clock.to if clock else ()))


def second_holders(role: str, first: Person) -> Options:
    """Holders of a role in the organ who could be the second one."""
    people = holders(role, first.organ_id, today())
    return [(p.code, p.name) for p in people if p.code != first.code]


def second_officers(case: Case, first: Person) -> Options:
    """Officers with a certificate in force who could be the second one; handlers of the case first."""
    people = [p for p in officers_of(first.organ_id, today()) if p.code != first.code]
    people.sort(key=lambda p: p.code not in case.handlers)
    return [(p.code, p.name) for p in people]
