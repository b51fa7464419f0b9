"""What one matter knows of another: a fine for the same act stands at once (行政处罚法第二十九条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from xiezhi.journal.door import Act, Actor, Recorded, Ref, record, record_many, record_together
from xiezhi.law.verdicts import Verdict
from xiezhi.registry.links import Links

FACT, KEY = "fined_elsewhere_count", "party-and-act"
OF_THE_HEAD = ("case_filed", "filing_revoked", "decision_made", "decision_no_penalty")
AT = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def attested(matter: str, step: str, procedure: str = "penalty.ordinary", **fields: object) -> Act:
    by = (Actor("p-1", "agency_head" if step in OF_THE_HEAD else "officer", "o-1"),)
    return Act(matter, step, fields, by, AT, procedure, mode="attest", source="测试")


def fine(matter: str, kind: str = "fine") -> Act:
    row = {"party_no": 1, "kind": kind, "fine_cents": 10_000, "act_key": KEY}
    return attested(matter, "decision_made", dispositions=[row])


def revoked(matter: str) -> Act:
    outcome = {"outcome": "revoked", "effective_on": "2026-03-02"}
    return attested(matter, "outcome_recorded", "outcome", **outcome)


def test_a_fine_counts_for_other_matters_as_soon_as_it_is_recorded(db_on: str) -> None:
    record(fine("m-1"))
    assert Links().count(FACT, KEY, "m-2") == 1
    assert Links().count(FACT, KEY, "m-1") == 0


def test_a_revoked_fine_counts_no_more(db_on: str) -> None:
    record(fine("m-1"))
    record(revoked("m-1"))
    assert Links().count(FACT, KEY, "m-2") == 0


def test_a_decision_and_its_outcome_in_one_batch_see_each_other(db_on: str) -> None:
    record_many([fine("m-1"), revoked("m-1"), fine("m-2")])
    assert Links().count(FACT, KEY, "m-3") == 1
    assert Links().count(FACT, KEY, "m-2") == 0


def test_acts_of_one_batch_are_judged_by_what_came_before_them_in_it(db_on: str) -> None:
    first, second = record_together([fine("m-1"), fine("m-2")])
    assert breached(second) - breached(first) == {"PEN-029-1"}
    *_, again = record_together([revoked("m-1"), revoked("m-2"), fine("m-3")])
    assert "PEN-029-1" not in breached(again)


def breached(recorded: Recorded) -> set[str]:
    return {each.norm for each in recorded.findings if each.verdict is Verdict.BREACHED}


def test_a_corrected_decision_counts_as_corrected(db_on: str) -> None:
    entry = record(fine("m-1")).entry
    row = {"party_no": 1, "kind": "warning", "act_key": KEY}
    right = attested("m-1", "entry_corrected", dispositions=[row])
    record(replace(right, refs=(Ref("corrects", entry=entry.id),)))
    assert Links().count(FACT, KEY, "m-2") == 0


LONG_AGO = AT.replace(year=2023)
PARTY = {"party_no": 1, "party": "d1", "party_kind": "citizen", "minor": False}
KEYS = {"party_act_key": "same-act", "party_sector_key": "same-sector", "party_item_key": "i"}


def filing(matter: str, at: datetime = AT, ground: str = "place") -> Act:
    parties = [{**PARTY, **KEYS}]
    told = attested(matter, "case_filed", parties=parties, jurisdiction_ground=ground)
    return replace(told, at=at)


def test_the_later_filing_of_the_same_act_is_told_of_the_earlier_one(db_on: str) -> None:
    first = record(filing("m-1"))
    second = record(filing("m-2", AT + timedelta(days=1)))
    assert "PEN-025-1" in breached(second) - breached(first)
    earlier = record(filing("m-3", AT - timedelta(days=1)))
    assert "PEN-025-1" not in breached(earlier)


def test_a_filing_given_up_or_a_case_assigned_stands_in_nobodys_way(db_on: str) -> None:
    record(filing("m-1"))
    assigned = record(filing("m-2", AT + timedelta(days=1), "designated"))
    assert "PEN-025-1" not in breached(assigned)
    for matter in ("m-1", "m-2"):
        record(replace(attested(matter, "filing_revoked"), at=AT + timedelta(days=2)))
    assert "PEN-025-1" not in breached(record(filing("m-3", AT + timedelta(days=3))))


def first_time(matter: str, at: datetime) -> set[str]:
    record(filing(matter, at))
    told = attested(matter, "decision_no_penalty", no_penalty_ground="first_time")
    return breached(record(replace(told, at=at + timedelta(days=1))))


def test_a_first_offence_is_compared_with_penalties_of_the_months_looked_back(db_on: str) -> None:
    record(filing("m-1", LONG_AGO))
    record(replace(fine("m-1", "warning"), at=LONG_AGO + timedelta(days=1)))
    assert "PEN-033-2" in first_time("m-2", LONG_AGO + timedelta(days=700))
    assert "PEN-033-2" not in first_time("m-3", LONG_AGO + timedelta(days=800))
    assert "PEN-033-2" not in first_time("m-4", LONG_AGO - timedelta(days=30))
    record(replace(revoked("m-1"), at=LONG_AGO + timedelta(days=2)))
    assert "PEN-033-2" not in first_time("m-5", LONG_AGO + timedelta(days=600))
