"""What the system already has for a step's form: from the matter's history, the organ, the day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.forms.habits import habits
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.matters.reads.about import about_values
from xiezhi.matters.reads.exhibits import mark, unlisted
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
    "samples", "sampling_method", "service_address", "eservice_channel", "eservice_address",
    "licence_title", "licence_basis", "licence_scope", "licence_number", "licence_from_on", "licence_to_on",
    "disclosure_title", "duty_title",
    "inspection_title", "planned_on", "plan_no", "plan_kind", "plan_from_on", "plan_to_on", "plan_reason",
    "draw_no",
    "collecting_agency", "collecting_address", "surcharge_told", "jurisdiction_ground",
)  # fmt: skip
#: Days and times that are usually those of the act itself.
TODAY = ("served_on", "obtained_on", "request_day", "landed_on", "bound_on")
NOW = ("started_at", "finished_at", "discussed_at")
#: Numbers of a party within the case.
ONE_PARTY = ("addressee_no", "stated_by_no", "payer_no", "applicant_no", "hearing_requested_by_no")
#: Fields that mean the same again only within one procedure and, where the act belongs to one, one thread.
WITHIN = (
    "outcome_body", "transfer_to", "crime_name", "crime_ground", "supervised_title", "supervised_organ_name",
    "duty_text", "enforced_decision_no", "urged_payment", "proxy_target", "proxy_agent",
    "proxy_budget_cents", "exprop_title", "exprop_scope", "levy_kind", "levy_cents",
    "application_target", "account_bank",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an act would stand: its procedure, the thread it goes on with, the item of its case."""

    procedure: str = ""
    thread: str = ""
    item: str = ""


def known_values(
    step: Step, events: Sequence[Event], organ: Organ, standing: Standing
) -> dict[str, Any]:
    """Values the system already has; only of fields the step has."""
    found: dict[str, Any] = {"organ_name": _bearer(organ).name, "region": organ.region}
    found |= habits(step, organ, standing.item)
    found |= _stated([e for e in events if _beside(e, standing)], WITHIN)
    found |= _stated(events, CARRIED)
    found["inspectors"] = _sent(events)
    if len(found.get("parties") or ()) == 1:
        found = dict.fromkeys(ONE_PARTY, 1) | found
    return _of(step, found | about_values(step, events))


def likely_values(step: Step, case: Case, events: Sequence[Event]) -> dict[str, Any]:
    """What a person probably means and must look at: the hour, the day, the sum still due, files not listed yet."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    found: dict[str, Any] = dict.fromkeys(TODAY, now.date().isoformat())
    found |= dict.fromkeys(NOW, now.isoformat())
    found |= dict.fromkeys(ONE_PARTY, 1)
    found["evidence"] = [_listed(item) for item in unlisted(case.matter, events)]
    found["jurisdiction_ground"] = "place"
    return _of(step, found | _sums(events))


def _stated(events: Iterable[Event], names: Collection[str]) -> dict[str, Any]:
    """The latest value of each."""
    found: dict[str, Any] = {}
    for event in events:
        found |= {n: v for n, v in event.fields.items() if n in names and v not in (None, [])}
    return found


def _beside(event: Event, standing: Standing) -> bool:
    same = event.procedure == standing.procedure
    return same and standing.thread in ("", event.thread)


def _of(step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    return {n: v for n, v in values.items() if n in step.fields and v not in (None, [])}


def _sent(events: Sequence[Event]) -> list[dict[str, str]]:
    """Those drawn last to inspect, the first of them leading."""
    drawn = [e.fields["drawn_officers"] for e in events if e.step == "random_officer_drawn"]
    people = [row["officer"] for row in drawn[-1]] if drawn else []
    roles = ("lead", *["assist"] * len(people))
    return [
        {"officer": who, "officer_role": role} for who, role in zip(people, roles, strict=False)
    ]


def _listed(item: EvidenceItem) -> dict[str, Any]:
    """The row of the list of evidence for a file taken in."""
    return {
        "evidence_id": mark(item.number),
        "evidence_kind": item.kind,
        "evidence_name": item.name.rpartition(".")[0] or item.name,
        "obtained_on": timezone.localtime(item.taken_at).date().isoformat(),
    }


def _bearer(organ: Organ) -> Organ:
    return organ.entrusted_by or organ


def _sums(events: Sequence[Event]) -> dict[str, Any]:
    """What is still to be paid and received follows from the decision."""
    stated = [e.fields["total_fine_cents"] for e in events if e.fields.get("total_fine_cents")]
    decided = stated[-1] if stated else None
    sums = {"paid_cents": decided, "surcharge_paid_cents": 0, "receipt_cents": decided}
    served = any(e.step == "decision_served" for e in events)
    return sums if served else sums | {"served_document": "decision"}
