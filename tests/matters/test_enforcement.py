"""Compulsory enforcement through the door: a fine to the court, a building pulled down by the organ itself."""

from __future__ import annotations

from typing import Any

import pytest
from tests.matters import play as p
from tests.matters.play.cast import ORGAN

from xiezhi.documents.paper import text_of
from xiezhi.documents.reads import of_matter, stored_bytes
from xiezhi.journal.acts import ActRefused
from xiezhi.journal.models import Entry
from xiezhi.registry.models import KeptRow

COURT, DEMOLITION = "enforce.court", "enforce.demolition"
SERVED = {
    "addressee_no": 1,
    "service_method": "direct",
    "service_proof_no": "SD-9",
    "receiver": "赵明",
    "receiver_relation": "representative",
}
APPLICATION = {
    "court": "东湖区人民法院",
    "application_target": "罚款3000元",
    "application_text": "被执行人没有缴纳罚款，经催告仍不履行。",
    "application_annexes": [
        {"annex_kind": kind, "annex_title": title, "annex_copies": 1}
        for kind, title in (
            ("application", "强制执行申请书"),
            ("decision", "处罚决定书和证据"),
            ("opinion", "催告书和送达回证"),
            ("target", "罚款计算说明"),
        )
    ],
    "head_signed": True,
    "seal_no": "YZ-01",
    "organ_name": "东湖区综合行政执法局",
    "public_safety": False,
}


def urging(day: str, until: str, **more: Any) -> dict[str, Any]:
    told = {"urged_by_on": until, "urged_manner": "到指定银行缴纳", "urged_rights_told": True}
    return {**told, **SERVED, "served_on": day, **more}


@pytest.fixture
def played(db_on: str) -> p.Play:
    """A fine decided and served on 2026-03-23, not paid."""
    p.set_up()
    play = p.Play()
    for act in (p.filed, p.investigated, p.told, p.reviewed, p.decided):
        act(play)
    served = {**SERVED, "served_document": "decision", "served_on": "2026-03-23"}
    play.do("decision_served", "lin", "2026-03-23T09:00", {**served, "seal_no": "YZ-01"})
    return play


def refused_by(
    play: p.Play, step: str, at: str, fields: dict[str, Any], procedure: str
) -> set[str]:
    """The norms that refuse the act; nothing is written."""
    before = Entry.objects.count()
    with pytest.raises(ActRefused) as refused:
        play.do(step, "lin", at, fields, procedure=procedure)
    assert Entry.objects.count() == before
    return {finding.norm for finding in refused.value.findings}


def test_an_unpaid_fine_goes_to_the_court_after_the_remedies_and_ten_working_days(
    played: p.Play,
) -> None:
    opened = {"duty_kind": "money", "duty_immovable": False}
    played.do("enforce_court_opened", "lin", "2026-07-01T09:00", opened)
    money = {"urged_cents": 300000, "urged_payment": "东湖银行示例支行"}
    paper = urging("2026-07-01", "2026-07-15", **money)
    played.approved("urging_served", "lin", "2026-07-01T10:00", paper, procedure=COURT)
    for at in ("2026-07-16T09:00", "2026-09-23T09:00"):
        found = refused_by(played, "court_application_filed", at, APPLICATION, COURT)
        assert found == {"COE-053-2"}
    done = played.approved(
        "court_application_filed", "lin", "2026-09-24T09:00", APPLICATION, procedure=COURT
    )
    assert done.document is not None and "申执〔2026〕1号" in done.document.number
    printed = "".join(text_of(stored_bytes(done.document)).split())
    for said in ("东湖区人民法院：", "被执行人：东湖区晨光百货有限公司", "罚款计算说明"):
        assert said in printed
    assert {d.kind for d in of_matter(played.matter)} >= {"urging_letter", "court_application"}
    assert Entry.objects.get(step="enforce_court_opened").procedure == COURT


def test_an_urging_ten_working_days_over_national_day_ends_on_the_sixteenth(
    played: p.Play,
) -> None:
    opened = {"duty_kind": "money", "duty_immovable": False}
    played.do("enforce_court_opened", "lin", "2026-09-24T09:00", opened)
    paper = urging("2026-09-24", "2026-10-14", urged_cents=300000, urged_payment="东湖银行")
    played.approved("urging_served", "lin", "2026-09-24T10:00", paper, procedure=COURT)
    early = refused_by(played, "court_application_filed", "2026-10-15T09:00", APPLICATION, COURT)
    assert early == {"COE-054-1"}
    played.approved(
        "court_application_filed", "lin", "2026-10-16T09:00", APPLICATION, procedure=COURT
    )


def test_a_review_that_is_open_stops_the_application(played: p.Play) -> None:
    opened = {"duty_kind": "money", "duty_immovable": False}
    played.do("enforce_court_opened", "lin", "2026-09-24T09:00", opened)
    paper = urging("2026-09-24", "2026-10-14", urged_cents=300000, urged_payment="东湖银行")
    played.approved("urging_served", "lin", "2026-09-24T10:00", paper, procedure=COURT)
    accepted = {"outcome_body": "东湖区人民政府", "applicant_no": 1}
    played.attest("reconsideration_accepted", "lin", "2026-09-25T09:00", accepted)
    found = refused_by(played, "court_application_filed", "2026-10-16T09:00", APPLICATION, COURT)
    assert found == {"COE-053-2"}


DEMOLISH = {
    "addressee_no": 1,
    "enforcement_basis": "示例法第三条",
    "enforcement_reason": "当事人没有在公告的期限内自行拆除。",
    "enforcement_means": "demolition",
    "enforcement_on": "2026-07-22",
    "just_reason": "none",
    "flight_evidence": False,
    "legal_review_ground": "none",
    "organ_name": "东湖区综合行政执法局",
    "reconsideration_body": "东湖区人民政府",
    "reconsideration_days": 60,
    "court": "东湖区人民法院",
    "suit_months": 6,
    "remedy_route": "either",
    "seal_no": "YZ-01",
}


def demolished(day: str, start: str = "09:00", end: str = "16:00", **more: Any) -> dict[str, Any]:
    done = {
        "started_at": f"{day}T{start}:00+08:00",
        "finished_at": f"{day}T{end}:00+08:00",
        "place": "示例路1号",
        "execution_result": "complete",
        "urgent_execution": False,
        "utilities_cut": False,
        "record_text": "拆除门前违法搭建的钢棚一处，全程录像。",
        "signature": "signed",
    }
    return {**done, **more}


def announced() -> p.Play:
    """A matter of its own: the order to pull down was served on 2026-01-15; announced and urged."""
    play = p.Play()
    opened = {
        "duty_text": "拆除示例路1号门前违法搭建的钢棚。",
        "enforced_decision_no": "东湖综执限拆〔2026〕3号",
        "duty_served_on": "2026-01-15",
        "duty_due_on": "2026-01-30",
        "told_reconsideration": True,
        "told_suit": True,
        "parties": [{"party_no": 1, **p.PARTY}],
    }
    play.do("enforce_demolition_opened", "lin", "2026-02-02T09:00", opened, procedure=DEMOLITION)
    notice = {
        "self_demolish_by_on": "2026-03-05",
        "announcement_place": "现场",
        "announcement_text": "限期拆除示例路1号门前违法搭建的钢棚。",
    }
    play.approved("demolition_announced", "lin", "2026-02-03T09:00", notice, procedure=DEMOLITION)
    paper = urging("2026-03-09", "2026-03-20")
    play.approved("urging_served", "lin", "2026-03-09T09:00", paper, procedure=DEMOLITION)
    return play


def granted() -> None:
    KeptRow.objects.create(
        register="mandate",
        key=ORGAN,
        attributes={"power": "enforce_demolition"},
        valid_from=p.SINCE,
        matter="mandate-test",
    )


def test_an_organ_without_the_power_cannot_order_the_demolition(db_on: str) -> None:
    p.set_up()
    play = announced()
    at = "2026-07-16T09:00"
    found = refused_by(play, "enforcement_decision_made", at, DEMOLISH, DEMOLITION)
    assert found == {"COE-013-1"}


def test_a_building_comes_down_by_day_after_the_remedies_and_never_by_night(db_on: str) -> None:
    p.set_up()
    granted()
    play = announced()
    step, at = "enforcement_executed", "2026-07-14T16:00"
    made = play.approved(
        "enforcement_decision_made", "lin", "2026-07-10T09:00", DEMOLISH, procedure=DEMOLITION
    )
    assert made.document is not None
    printed = "".join(text_of(stored_bytes(made.document)).split())
    assert "住所（经营场所）：东湖区示例路1号" in printed and "强制拆除" in printed
    served = {**SERVED, "served_on": "2026-07-13"}
    play.do("enforcement_decision_served", "lin", "2026-07-13T09:00", served, procedure=DEMOLITION)

    def refused(at: str, fields: dict[str, Any]) -> set[str]:
        with pytest.raises(ActRefused) as answer:
            play.do(step, "lin", at, fields, procedure=DEMOLITION, second="chen")
        return {finding.norm for finding in answer.value.findings}

    assert refused(at, demolished("2026-07-14")) == {"COE-044-2"}
    assert refused("2026-07-22T23:00", demolished("2026-07-22", "21:00", "22:30")) == {"COE-043-1"}
    assert refused("2026-10-05T17:00", demolished("2026-10-05")) == {"COE-043-1"}
    cut = demolished("2026-07-22", utilities_cut=True)
    assert refused("2026-07-22T16:30", cut) == {"COE-043-2"}
    day = demolished("2026-07-22")
    done = play.do(step, "lin", "2026-07-22T16:30", day, procedure=DEMOLITION, second="chen")
    assert Entry.objects.filter(step=step).count() == 1 and done.document.kind == "execution_record"
