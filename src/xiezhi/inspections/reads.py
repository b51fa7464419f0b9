"""What the pages ask: which inspections a person sees, and the facts an inspection holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.project import WRONG
from xiezhi.journal.models import Entry
from xiezhi.law.events import Event
from xiezhi.registry.models import Party
from xiezhi.registry.scope import Scope

#: Parties shown of a search.
MOST = 20


def visible(scope: Scope) -> QuerySet[Inspection]:
    """Inspections of the person's organs."""
    return Inspection.objects.filter(organ__in=scope.organs)


def visible_plans(scope: Scope) -> QuerySet[Plan]:
    """Plans of the person's organs."""
    return Plan.objects.filter(organ__in=scope.organs)


def party_names(rows: Iterable[Inspection]) -> dict[str, str]:
    """Party code → name, for lists that a person may see."""
    codes = {row.party for row in rows}
    return dict(Party.objects.filter(code__in=codes).values_list("code", "name"))


def found_parties(words: str) -> list[Party]:
    """Enterprises and sole traders of the register by a part of the name or the whole credit code."""
    rows = Party.objects.exclude(kind=Party.Kind.CITIZEN)
    named = rows.filter(name__contains=words) | rows.filter(credit_code=words)
    return list(named.order_by("name")[:MOST])


def last_of(events: Sequence[Event], step: str) -> Event | None:
    """The latest event of `step`."""
    return next((event for event in reversed(events) if event.step == step), None)


def fields_of(events: Sequence[Event], step: str) -> Mapping[str, Any]:
    """What the latest event of `step` states; nothing when there is none."""
    found = last_of(events, step)
    return found.fields if found else {}


def last_record(events: Sequence[Event]) -> Event | None:
    """What was recorded of the inspection, on the spot or from afar."""
    return last_of(events, "inspection_ended") or last_of(events, "offsite_verified")


def record_of(events: Sequence[Event]) -> Mapping[str, Any]:
    """What that record states; nothing when there is none."""
    found = last_record(events)
    return found.fields if found else {}


def faults_of(events: Sequence[Event]) -> list[Mapping[str, Any]]:
    """The points found wrong on the spot."""
    points = record_of(events).get("inspection_points") or ()
    return [point for point in points if point.get("point_result") == WRONG]


def usual_points(organ: str) -> list[dict[str, Any]]:
    """What the organ listed in its latest plan, to begin the next one with."""
    mine = Inspection.objects.filter(organ=organ).values("matter")
    rows = Entry.objects.filter(step="inspection_plan_made", matter__in=mine)
    last = rows.order_by("-recorded_at").first()
    return list(last.content["fields"].get("planned_points") or ()) if last else []


def party_row(party: Party) -> dict[str, Any]:
    """The party as a row of `parties`."""
    row = {
        "party": party.code,
        "party_kind": party.kind,
        "minor": False,
        "party_name": party.name,
        "party_id_number": party.id_number,
        "credit_code": party.credit_code,
        "legal_representative": party.legal_representative,
        "party_address": party.address,
        "party_phone": party.phone,
    }
    return {name: value for name, value in row.items() if value != ""}
