"""What can be chosen where a field names a person, an item, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ, Person
from xiezhi.registry.reads import items_of, officers_of

Options = list[tuple[str, str]]


def choices_for(
    case: Case, organ: Organ, step: Step, events: Sequence[Event]
) -> dict[str, Options]:
    """By field name: people of the organ, items in force today, evidence known to the matter."""
    people = [(p.code, f"{p.name} {p.unit}".strip()) for p in Person.objects.filter(organ=organ)]
    items = [(i.code, i.title) for i in items_of({case.organ, case.in_name_of}, today())]
    known = corpus().fields.values()
    found = {each.name: people for each in known if each.type == "person"}
    found |= {each.name: items for each in known if each.type == "item"}
    if "evidence" not in step.fields:
        found["evidence_id"] = evidence_options(case, events)
    return found


def evidence_options(case: Case, events: Sequence[Event]) -> Options:
    """Evidence listed in acts, then files taken in and not listed yet."""
    found = {
        row["evidence_id"]: f"{row['evidence_id']} {row.get('evidence_name', '')}"
        for event in events
        for row in event.fields.get("evidence") or ()
        if row.get("evidence_id")
    }
    for item in EvidenceItem.objects.filter(matter=case.matter):
        found.setdefault(f"E{item.number}", f"E{item.number} {item.name}")
    return list(found.items())


def second_officers(case: Case, first: Person) -> Options:
    """Officers with a certificate in force who could be the second one; handlers of the case first."""
    people = [p for p in officers_of(first.organ_id, today()) if p.code != first.code]
    people.sort(key=lambda p: p.code not in case.handlers)
    return [(p.code, p.name) for p in people]
