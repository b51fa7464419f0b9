"""Entries of inspections become rows of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xiezhi.inspections.models import Inspection
from xiezhi.journal.models import Entry
from xiezhi.law.events import Event

#: Relation of `inspection_to_case` to the clue it opens.
OPENS = "opens"
WRONG = "not_conform"


def project_inspection(entry: Entry, event: Event) -> None:
    """Keep the inspection's row up to date with one entry of its procedure."""
    row = Inspection.objects.filter(pk=entry.matter).first()
    if row is None and event.step == "inspection_plan_made":
        row = _planned(entry, event)
    if row is not None:
        _CHANGES.get(event.step, _nothing)(row, entry, event.fields)
        row.save()


def _planned(entry: Entry, event: Event) -> Inspection:
    fields = event.fields
    by = fields["by"][0]
    return Inspection(
        matter=entry.matter,
        title=fields["inspection_title"],
        item=fields["item"],
        party=fields["parties"][0]["party"],
        organ=by.get("organ") or "",
        trigger=fields["inspection_trigger"],
        planned_on=fields["planned_on"],
    )


def _nothing(row: Inspection, entry: Entry, fields: Mapping[str, Any]) -> None:
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
    opened = [ref["matter"] for ref in entry.content["refs"] if ref["rel"] == OPENS]
    row.clue = opened[0] if opened else ""


_CHANGES: Mapping[str, Callable[[Inspection, Entry, Mapping[str, Any]], None]] = {
    "inspection_approved": _approved,
    "inspection_started": _started,
    "inspection_ended": _ended,
    "inspection_result_informed": _informed,
    "inspection_to_case": _to_case,
}

PROJECTIONS: tuple[tuple[tuple[str, ...], Callable[[Entry, Event], None]], ...] = (
    (("inspection_plan_made", *_CHANGES), project_inspection),
)
