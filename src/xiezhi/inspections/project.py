"""Entries of inspections and their plans become rows of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.journal.models import Entry
from xiezhi.law.events import Event

#: Relation of `inspection_to_case` to the clue it opens; of a drawn inspection to the plan it comes from.
OPENS, OF_PLAN = "opens", "of_plan"
WRONG = "not_conform"
#: The procedure of a plan; all other procedures here are inspections of one party.
PLAN = "inspect.plan"


def project_inspection(entry: Entry, event: Event) -> None:
    """Keep the plan's or the inspection's row up to date with one entry of its procedure."""
    if event.procedure == PLAN:
        _project_plan(entry, event)
        return
    row = Inspection.objects.filter(pk=entry.matter).first()
    if row is None and event.step == "inspection_plan_made":
        row = _planned(entry, event)
    if row is not None:
        _CHANGES.get(event.step, _nothing)(row, entry, event.fields)
        row.save()


def _project_plan(entry: Entry, event: Event) -> None:
    row = Plan.objects.filter(pk=entry.matter).first()
    if row is None and event.step == "inspection_plan_made":
        row = _new_plan(entry, event.fields)
    if row is not None:
        _PLAN_CHANGES.get(event.step, _nothing)(row, entry, event.fields)
        row.save()


def _new_plan(entry: Entry, fields: Mapping[str, Any]) -> Plan:
    return Plan(
        matter=entry.matter,
        number=fields["plan_no"],
        title=fields["inspection_title"],
        kind=fields["plan_kind"],
        organ=fields["by"][0].get("organ") or "",
        item=fields["item"],
        from_on=fields["plan_from_on"],
        to_on=fields["plan_to_on"],
    )


def _day(entry: Entry) -> date:
    return timezone.localtime(entry.occurred_at).date()


def _plan_approved(row: Plan, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.approved_on = _day(entry)


def _plan_published(row: Plan, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.published_on = fields.get("plan_published_on") or _day(entry)


def _plan_drawn(row: Plan, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.draws += 1


def _planned(entry: Entry, event: Event) -> Inspection:
    fields = event.fields
    by = fields["by"][0]
    return Inspection(
        matter=entry.matter,
        procedure=event.procedure,
        title=fields["inspection_title"],
        item=fields["item"],
        party=fields["parties"][0]["party"],
        organ=by.get("organ") or "",
        trigger=fields["inspection_trigger"],
        planned_on=fields["planned_on"],
        plan=_named(entry, OF_PLAN),
    )


def _named(entry: Entry, relation: str) -> str:
    return next((ref["matter"] for ref in entry.content["refs"] if ref["rel"] == relation), "")


def _nothing(row: Model, entry: Entry, fields: Mapping[str, Any]) -> None:
    pass


def _approved(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.planned_on = fields.get("planned_on") or row.planned_on


def _started(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.started_at = entry.occurred_at


def _ended(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    points = fields.get("inspection_points") or ()
    row.ended_at = entry.occurred_at
    row.faults = sum(point.get("point_result") == WRONG for point in points)


def _informed(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.result = fields.get("inspection_result") or ""


def _to_case(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.clue = _named(entry, OPENS)


def _joint(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.joint = fields.get("joint_no") or ""
    row.joint_agreed = False


def _agreed(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.joint = fields.get("joint_no") or row.joint
    row.joint_agreed, row.planned_on = True, fields.get("planned_on") or row.planned_on


def _voided(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.people_voided = True


def _people_drawn(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.people_voided = False


_CHANGES: Mapping[str, Callable[[Inspection, Entry, Mapping[str, Any]], None]] = {
    "inspection_approved": _approved,
    "inspection_started": _started,
    "inspection_ended": _ended,
    "offsite_verified": _ended,
    "inspection_result_informed": _informed,
    "inspection_to_case": _to_case,
    "joint_proposed": _joint,
    "joint_plan_agreed": _agreed,
    "officer_draw_voided": _voided,
    "random_officer_drawn": _people_drawn,
}
_PLAN_CHANGES: Mapping[str, Callable[[Plan, Entry, Mapping[str, Any]], None]] = {
    "inspection_plan_approved": _plan_approved,
    "inspection_plan_published": _plan_published,
    "random_object_drawn": _plan_drawn,
}

PROJECTIONS: tuple[tuple[tuple[str, ...], Callable[[Entry, Event], None]], ...] = (
    (tuple({"inspection_plan_made": None, **_CHANGES, **_PLAN_CHANGES}), project_inspection),
)
