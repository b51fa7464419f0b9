"""Cases that look like crimes: team, three days, twenty-four hours, the three papers, what may not be punished."""

from __future__ import annotations

from typing import Any

from tests.matters.test_remedies import act, breached, cards, decided, stopped

from xiezhi.journal.door import record
from xiezhi.registry.models import Certificate, Organ, Person

CRIME = {"crime_name": "非法经营罪"}


def found(days: float = 0, **more: Any) -> None:
    record(act("suspected_crime_found", days, "transfer", **CRIME, **more))


def certified(*codes: str) -> None:
    organ = Organ.objects.create(
        code="o-1", name="示例局", short_name="示例", kind="statutory", region="120199", sector="urban", confirmed_on="2024-01-01"
    )  # fmt: skip
    for code in codes:
        person = Person.objects.create(code=code, name=code, organ=organ, unit="一科")
        Certificate.objects.create(
            person=person, number=f"C-{code}", fields="综合", region="120199",
            valid_from="2024-01-01", valid_to="2028-01-01",
        )  # fmt: skip


def team(*codes: str) -> set[str]:
    rows = [{"officer": code, "officer_role": "assist"} for code in codes]
    return breached(record(act("transfer_team_formed", 0.1, "transfer", officers=rows)).findings)


def test_the_team_is_two_with_valid_certificates(db_on: str) -> None:
    certified("p-1", "p-2")
    found()
    assert "TRF-005-1" in team("p-1")
    assert "TRF-005-1" in team("p-1", "p-3")
    assert "TRF-005-1" not in team("p-1", "p-2")


def test_a_report_waits_three_days_and_an_approval_one(db_on: str) -> None:
    found()
    record(act("transfer_report_submitted", 0, "transfer", **CRIME))
    assert cards(5)["TRF-005-2"][0] == "red"
    record(act("transfer_decided", 3, "transfer", transfer_result="approved"))
    assert "TRF-005-2" not in cards(5) and cards(5)["TRF-005-3"][0] == "red"
    record(act("transfer_delivered", 3.5, "transfer", transfer_to="公安", letter_no="1"))
    assert "TRF-005-3" not in cards(5)


def test_a_punishment_does_not_stand_in_for_the_transfer(db_on: str) -> None:
    found()
    assert "TRF-011-1" in stopped(decided(4))
    record(act("transfer_decided", 3, "transfer", transfer_result="refused"))
    assert "TRF-011-1" not in stopped(decided(4))


def test_goods_follow_within_three_days_and_the_party_is_told(db_on: str) -> None:
    found(measures_in_force="present")
    record(act("transfer_decided", 1, "transfer", transfer_result="approved"))
    record(act("police_filing_notice", 7, "transfer", transfer_to="公安", letter_no="2"))
    assert cards(15)["TRF-012-1"][0] == "red"
    untold = record(act("case_closed", 9, "penalty.ordinary", closing_kind="transferred"))
    assert "COE-021-1" in breached(untold.findings)
    record(
        act(
            "transfer_property_delivered",
            10,
            "transfer",
            transfer_to="公安",
            party_told_in_writing=True,
        )
    )
    assert "TRF-012-1" not in cards(15)
    told = record(act("case_closed", 11, "penalty.ordinary", closing_kind="transferred"))
    assert "COE-021-1" not in breached(told.findings)


def test_what_the_police_hand_over_is_dealt_with(db_on: str) -> None:
    record(
        act(
            "reverse_transfer_received",
            0,
            "clue",
            other_organ="公安",
            letter_no="1",
            cause="占道经营",
        )
    )
    assert cards(40)["TRF-013-1"][0] == "red"
    record(act("case_not_filed", 10, "clue"))
    assert "TRF-013-1" not in cards(40)
