"""What an organ wrote in its latest act of the same step, where it writes alike in one case after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.law.procedures.model import Step
from xiezhi.matters.models import Case
from xiezhi.registry.models import Organ

#: Alike in every case.
HABITS = ("perform_method", "perform_days", "reconsideration_body", "reconsideration_days", "court",
    "suit_months", "remedy_route", "seal_no", "retention_years", "collecting_agency",
    "collecting_address", "surcharge_told", "entrusted_fitness", "discussion_place",
    "query_channel")  # fmt: skip
#: Alike in cases on the same item of enforcement.
OF_ITEM = ("measure_basis_law", "measure_basis_article", "measure_days",
    "enforcement_basis", "licence_basis", "promised_workdays")  # fmt: skip


def habits(step: Step, organ: Organ, item: str) -> dict[str, Any]:
    """Only of fields the step has."""
    found = _latest(step, HABITS, organ=organ.code)
    return found | (_latest(step, OF_ITEM, organ=organ.code, item=item) if item else {})


def _latest(step: Step, names: Iterable[str], **cases: str) -> dict[str, Any]:
    asked = [name for name in names if name in step.fields]
    mine = Case.objects.filter(**cases).values("matter")
    entries = Entry.objects.filter(step=step.name, matter__in=mine).order_by("-recorded_at")
    last = entries.first() if asked else None
    fields = last.content["fields"] if last else {}
    return {name: fields[name] for name in asked if fields.get(name) is not None}
