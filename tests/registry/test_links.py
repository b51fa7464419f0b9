"""What one matter knows of another: a fine for the same act stands at once (行政处罚法第二十九条)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from xiezhi.journal.door import Act, Actor, record
from xiezhi.registry.links import Links

FACT, KEY = "fined_elsewhere_count", "party-and-act"
AT = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def attested(matter: str, step: str, procedure: str = "penalty.ordinary", **fields: object) -> None:
    by = (Actor("p-1", "agency_head" if step == "decision_made" else "officer", "o-1"),)
    record(Act(matter, step, fields, by, AT, procedure, mode="attest", source="测试"))


def fine(matter: str) -> None:
    row = {"party_no": 1, "kind": "fine", "fine_cents": 10_000, "act_key": KEY}
    attested(matter, "decision_made", dispositions=[row])


def test_a_fine_counts_for_other_matters_as_soon_as_it_is_recorded(db_on: str) -> None:
    fine("m-1")
    assert Links().count(FACT, KEY, "m-2") == 1
    assert Links().count(FACT, KEY, "m-1") == 0


def test_a_revoked_fine_counts_no_more(db_on: str) -> None:
    fine("m-1")
    attested("m-1", "outcome_recorded", "outcome", outcome="revoked", effective_on="2026-03-02")
    assert Links().count(FACT, KEY, "m-2") == 0
