"""What the system already has for a step's form: from the matter's history, the organ, the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.models import Case
from xiezhi.registry.models import Organ

#: Fields that mean the same wherever they are asked again within a matter.
CARRIED = (
    "cause", "item", "sector", "region", "source", "parties", "discovered_on", "occurred_on",
    "ended_on", "violation_place", "grave_safety", "harmful", "officers", "facts_found",
    "evidence_links", "dispositions", "total_fine_cents", "total_confiscation_cents",
    "perform_method", "perform_days", "reconsideration_body", "reconsideration_days", "court",
    "suit_months", "remedy_route", "correction_kind", "correction_by_on", "appraisal_organ",
    "preserved_goods", "chair", "addressee_no", "stated_by_no", "payer_no", "social_influence",
    "influence_reason", "secrecy", "publication_no", "handling_kind", "hearing_place",
)  # fmt: skip
#: Days and times that are usually those of the act itself.
TODAY = ("served_on", "obtained_on", "request_day", "landed_on")
NOW = ("started_at", "finished_at", "discussed_at")
ONE_PARTY = ("addressee_no", "stated_by_no", "payer_no", "applicant_no", "hearing_requested_by_no")


#: What an organ writes alike in one case after another.
HABITS = ("perform_method", "perform_days", "reconsideration_body", "reconsideration_days", "court",
    "suit_months", "remedy_route", "seal_no", "retention_years")  # fmt: skip


def known_values(step: Step, events: Sequence[Event], organ: Organ) -> dict[str, Any]:
    """Values to stand in the form before anyone types; only of fields the step has."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    found: dict[str, Any] = {"organ_name": _bearer(organ).name, "region": organ.region}
    found |= dict.fromkeys(TODAY, now.date().isoformat())
    found |= dict.fromkeys(NOW, now.isoformat())
    found |= dict.fromkeys(ONE_PARTY, 1)
    found |= _habits(step, organ)
    for event in events:
        found |= {n: v for n, v in event.fields.items() if n in CARRIED and v not in (None, [])}
    found |= _sums(found, events)
    return {name: value for name, value in found.items() if name in step.fields}


def _habits(step: Step, organ: Organ) -> dict[str, Any]:
    """From the organ's latest act of the same step."""
    mine = Case.objects.filter(organ=organ.code).values("matter")
    last = Entry.objects.filter(step=step.name, matter__in=mine).order_by("-recorded_at").first()
    fields = last.content["fields"] if last else {}
    return {name: fields[name] for name in HABITS if fields.get(name) is not None}


def _bearer(organ: Organ) -> Organ:
    return organ.entrusted_by or organ


def _sums(found: dict[str, Any], events: Sequence[Event]) -> dict[str, Any]:
    """What is still to be paid and received follows from the decision."""
    decided = found.get("total_fine_cents")
    last = next((e for e in reversed(events) if e.step == "decision_served"), None)
    sums = {"paid_cents": decided, "surcharge_paid_cents": 0, "receipt_cents": decided}
    served = {"served_document": "decision"} if last is None else {}
    return {name: value for name, value in (sums | served).items() if value is not None}
