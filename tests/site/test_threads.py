"""Threads close as their procedures say; a closed case takes in review, litigation and outcome, nothing ordinary."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from xiezhi.journal.door import Act, Actor, NotWellFormed, record

START = datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone())
BY = {"officer": "p-1", "agency_head": "p-2", "custodian": "p-3"}


def act(step: str, days: int, procedure: str = "penalty.ordinary", **fields: Any) -> Act:
    by = tuple(Actor(person, role, "o-1") for role, person in BY.items())
    at = START + timedelta(days=days)
    return Act("m-1", step, fields, by, at, procedure, mode="attest", source="测试")


def closed_case() -> None:
    for days, step in enumerate(("case_filed", "decision_made", "case_closed")):
        record(act(step, days))


def now(step: str, role: str, procedure: str = "penalty.ordinary", **fields: Any) -> Act:
    by = (Actor(BY[role], role, "o-1"),)
    return Act("m-1", step, fields, by, timezone.localtime(), procedure)


def test_an_ordinary_act_finds_the_case_closed(db_on: str) -> None:
    closed_case()
    goods = {"goods_text": "灶具一台", "receipt_kind": "finance", "receipt_no": "1"}
    with pytest.raises(NotWellFormed, match="“结案”终结.*补录"):
        record(now("goods_confiscated", "custodian", **goods))
    late = record(act("fine_paid", 9, paid_cents=1)).entry
    assert late.thread == "penalty.ordinary#1"


def test_a_closed_case_takes_in_review_litigation_and_their_outcome(db_on: str) -> None:
    closed_case()
    review = [
        record(act("reconsideration_accepted", 10, "review", outcome_body="区政府")),
        record(act("reconsideration_decided", 20, "review", outcome="upheld")),
        record(act("outcome_recorded", 21, "outcome", outcome="upheld")),
        record(act("outcome_performed", 22, "outcome")),
    ]
    again = record(act("reconsideration_accepted", 25, "review", outcome_body="区政府"))
    suit = record(act("lawsuit_accepted", 30, "litigation", outcome_body="区法院"))
    assert [each.entry.thread for each in review] == [
        "review#1",
        "review#1",
        "outcome#1",
        "outcome#1",
    ]
    assert (again.entry.thread, suit.entry.thread) == ("review#2", "litigation#1")
    assert record(act("judgment_effective", 40, "litigation")).entry.thread == "litigation#1"


def test_a_second_measure_has_a_thread_of_its_own_once_the_first_is_over(db_on: str) -> None:
    for days, step in enumerate(("preservation_imposed", "preservation_disposed")):
        record(act(step, days, "preservation"))
    again = record(act("preservation_imposed", 2, "preservation")).entry
    delivered = record(act("preservation_doc_delivered", 3, "preservation")).entry
    assert (again.thread, delivered.thread) == ("preservation#2", "preservation#2")


def test_a_reopened_case_goes_on_in_its_new_thread(db_on: str) -> None:
    closed_case()
    ordered = act("re_decision_ordered", 50, redo_days=60)
    record(Act(**{**_values(ordered), "thread": "penalty.ordinary#2"}))
    assert record(act("id_shown", 51)).entry.thread == "penalty.ordinary#2"


def _values(made: Act) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__slots__}
