"""Reviews, suits and their outcomes through the door: what is refused, warned, clocked (复议法、行政诉讼法)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xiezhi.journal.acts import ActRefused
from xiezhi.journal.door import Act, Actor, preview, record
from xiezhi.journal.wiring import wired
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.registry.corpus import corpus
from xiezhi.supervision.follow import refresh
from xiezhi.supervision.models import Card

START = datetime(2026, 7, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
FINE = {
    "party_no": 1,
    "kind": "fine",
    "fine_cents": 100_000,
    "basis_law": "示例法",
    "basis_article": "10",
}
GOVERNMENT = {"outcome_body": "示例区政府"}


def act(step: str, days: float, procedure: str, mode: str = "attest", **fields: Any) -> Act:
    may = corpus().procedures[procedure].steps[step].by
    by = (Actor("p-1", "officer" if "officer" in may else may[0], "o-1"),)
    at = START + timedelta(days=days)
    return Act("m-1", step, fields, by, at, procedure, mode=mode, source="测试")


def decided(days: float, facts: int = 1, **changed: Any) -> Act:
    found = [{"fact_no": number} for number in range(1, facts + 1)]
    rows = [{**FINE, **changed}]
    return act("decision_made", days, "penalty.ordinary", facts_found=found, dispositions=rows)


def lost(reason: str, **more: Any) -> None:
    """The first decision, its annulment and the order to decide again."""
    record(decided(0))
    result = {"outcome": "revoked", "outcome_reason": reason, "outcome_no": "1号", **GOVERNMENT}
    record(act("outcome_recorded", 60, "outcome", effective_on="2026-09-04", **result))
    record(act("re_decision_ordered", 60, "penalty.ordinary", **GOVERNMENT, **more))


def breached(findings: Any) -> set[str]:
    return {each.norm for each in findings if each.verdict is Verdict.BREACHED}


def again(**changed: Any) -> set[str]:
    """Norms that the second decision breaks."""
    return breached(record(decided(80, **changed)).findings)


def stopped(act_: Act) -> dict[str, Finding]:
    return {each.norm: each for each in wired().refusing(preview(act_))}


@pytest.mark.parametrize(
    ("ordered_by", "norm"), [("review_body", "REV-064-1"), ("court", "LIT-071-1")]
)
def test_the_same_decision_on_the_same_facts_is_refused(
    db_on: str, ordered_by: str, norm: str
) -> None:
    lost("facts", ordered_by=ordered_by)
    assert norm in stopped(decided(80))
    assert "基本相同" in stopped(decided(80, fine_cents=95_000))[norm].reason
    assert norm in again()


@pytest.mark.parametrize(
    "changed",
    [
        {"facts": 2},
        {"basis_article": "11"},
        {"fine_cents": 50_000},
        {"kind": "warning", "fine_cents": None},
    ],
)
def test_other_facts_another_basis_or_another_amount_is_another_decision(
    db_on: str, changed: dict[str, Any]
) -> None:
    lost("law")
    assert not {"REV-064-1", "LIT-071-1"} & again(**changed)


def test_what_was_annulled_for_its_procedure_may_be_decided_alike(db_on: str) -> None:
    lost("procedure")
    assert "REV-064-1" not in again()


def test_without_the_ground_of_the_annulment_nothing_passes(db_on: str) -> None:
    record(decided(0))
    record(act("re_decision_ordered", 60, "penalty.ordinary", **GOVERNMENT))
    assert stopped(decided(80))["REV-064-1"].verdict is Verdict.UNKNOWN


def test_evidence_taken_during_a_review_breaks_article_46(db_on: str) -> None:
    record(decided(0))
    taking = {
        "started_at": START.isoformat(),
        "finished_at": START.isoformat(),
        "place": "示例路1号",
    }
    record(act("reconsideration_accepted", 10, "review", applicant_no=1, **GOVERNMENT))
    assert "REV-046-1" in breached(
        record(act("interview", 12, "penalty.ordinary", **taking)).findings
    )
    record(act("evidence_supplement_permitted", 13, "review", **GOVERNMENT))
    assert "REV-046-1" not in breached(
        record(act("interview", 14, "penalty.ordinary", **taking)).findings
    )
    upheld = {"outcome": "upheld", "outcome_no": "1号", "effective_on": "2026-07-30"}
    record(act("reconsideration_decided", 24, "review", **GOVERNMENT, **upheld))
    assert "REV-046-1" not in breached(
        record(act("interview", 25, "penalty.ordinary", **taking)).findings
    )


def cards(days: float) -> dict[str, tuple[str, Any]]:
    """Norm → (colour, last day) of the open cards on that day."""
    refresh(["m-1"], START + timedelta(days=days))
    return {
        c.norm: (c.colour, c.due_on) for c in Card.objects.filter(matter="m-1", cleared_at=None)
    }


LATE = [
    (
        "review",
        "reconsideration_application_received",
        {"applied_against": "spot", "applicant_no": 1},
        "reconsideration_forwarded",
        "REV-032-1",
        7,
    ),
    (
        "review",
        "reconsideration_notice_received",
        {"review_kind": "ordinary", **GOVERNMENT},
        "reply_submitted",
        "REV-048-1",
        14,
    ),
    (
        "review",
        "reconsideration_notice_received",
        {"review_kind": "simple", **GOVERNMENT},
        "reply_submitted",
        "REV-054-1",
        7,
    ),
    (
        "review",
        "reconsideration_opinion_received",
        {"outcome_no": "1号", **GOVERNMENT},
        "correction_reported",
        "REV-076-1",
        60,
    ),
    ("litigation", "lawsuit_copy_received", GOVERNMENT, "defence_submitted", "LIT-034-1", 15),
    (
        "litigation",
        "judgment_effective",
        {
            "outcome": "ordered",
            "outcome_no": "1号",
            "effective_on": "2026-07-06",
            "perform_by_on": "2026-07-24",
            **GOVERNMENT,
        },
        "outcome_performed",
        "LIT-094-1",
        18,
    ),
    (
        "outcome",
        "outcome_recorded",
        {
            "outcome": "ordered",
            "outcome_reason": "omission",
            "outcome_no": "1号",
            "effective_on": "2026-07-06",
            **GOVERNMENT,
        },
        "outcome_performed",
        "REV-077-1",
        30,
    ),
]


@pytest.mark.parametrize(("procedure", "start", "fields", "end", "norm", "days"), LATE)
def test_a_clock_of_a_remedy_ends_on_its_day(
    db_on: str, procedure: str, start: str, fields: dict[str, Any], end: str, norm: str, days: int
) -> None:
    record(act(start, 0, procedure, **fields))
    assert cards(days + 4)[norm] == ("red", (START + timedelta(days=days)).date())
    record(act(end, days, "outcome" if end == "outcome_performed" else procedure, **GOVERNMENT))
    assert norm not in cards(days + 4)


def test_a_correction_of_ones_own_is_told_in_the_same_five_days(db_on: str) -> None:
    record(
        act(
            "reconsideration_application_received",
            0,
            "review",
            applied_against="monitor",
            applicant_no=1,
        )
    )
    corrected = {"outcome": "revoked", "outcome_reason": "procedure", "effective_on": "2026-07-08"}
    record(act("self_correction_made", 2, "review", **corrected))
    assert "REV-032-1" not in cards(12) and cards(12)["RVI-038-1"][0] == "red"
    record(act("self_correction_informed", 7, "review", informed_who="both"))
    assert "RVI-038-1" not in cards(12)


def test_what_was_paid_comes_back_when_the_decision_falls(db_on: str) -> None:
    record(decided(0))
    record(act("fine_paid", 5, "penalty.ordinary", paid_cents=100_000))
    fallen = {
        "outcome": "revoked",
        "outcome_reason": "facts",
        "outcome_no": "1号",
        "effective_on": "2026-08-05",
    }
    record(act("outcome_recorded", 30, "outcome", **GOVERNMENT, **fallen))
    assert cards(60)["COE-041-1"][0] == "red"
    record(
        act(
            "restitution_made",
            40,
            "outcome",
            restitution_kind="returned",
            restitution_cents=100_000,
        )
    )
    assert "COE-041-1" not in cards(60)


def test_an_extension_that_the_court_granted_stops_the_fifteen_days(db_on: str) -> None:
    record(act("lawsuit_copy_received", 0, "litigation", **GOVERNMENT))
    record(act("evidence_extension_requested", 3, "litigation", **GOVERNMENT))
    record(
        act(
            "evidence_extension_answered",
            6,
            "litigation",
            evidence_extension_result="granted",
            **GOVERNMENT,
        )
    )
    assert "LIT-034-1" not in cards(40)


def test_a_refused_act_leaves_nothing_behind(db_on: str) -> None:
    paper = {
        "transfer_to": "示例区公安局",
        "letter_no": "1",
        "transfer_materials": [{"transfer_material": "letter", "material_copies": 1}],
    }
    record(act("transfer_decided", 0, "transfer", transfer_result="approved"))
    delivered = act("transfer_delivered", 1, "transfer", mode="decide", **paper)
    with pytest.raises(ActRefused, match="物品清单"):
        record(
            Act(
                **{
                    **{n: getattr(delivered, n) for n in delivered.__slots__},
                    "at": datetime.now(START.tzinfo),
                }
            )
        )
