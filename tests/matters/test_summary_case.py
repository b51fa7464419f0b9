"""On-the-spot penalties: decided at the scene within the limit, refused beyond it."""

from __future__ import annotations

import pytest
from tests.matters import play as p

from xiezhi.journal.acts import ActRefused
from xiezhi.journal.models import Entry
from xiezhi.matters.acts.actors import SIGNED_IN, NotYours
from xiezhi.matters.acts.do import do
from xiezhi.matters.models import Case

CITIZEN = {
    "party_kind": "citizen", "minor": False, "party_name": "赵喆",
    "party_id_number": "120101197506150037", "party_address": "东湖区长青街8号",
}  # fmt: skip


def spot(fine_cents: int) -> dict[str, object]:
    decided = p.decision(fine_cents)
    decided.pop("announced_to_party"), decided.pop("gains_found")
    decided["dispositions"] = [p.disposition(fine_cents) | {"legal_min_cents": 5000}]
    decided["remedy_route"] = "reconsider_first"
    more = {
        "cause": "占用人行道堆放物料", "item": p.ITEM, "parties": [CITIZEN], "place": "长青街",
        "seal_no": "YZ-01", "occurred_on": "2026-03-03", "discovered_on": "2026-03-03",
        "sector": "urban", "region": "120199", "grave_safety": False, "harmful": False,
        "jurisdiction_ground": "place",
    }  # fmt: skip
    return {**decided, **more}


@pytest.fixture
def play(sqlite_db: str) -> p.Play:
    p.set_up()
    play, rest = p.Play(), {"procedure": "penalty.summary", "second": "chen"}
    shown = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
    play.do("id_shown", "lin", "2026-03-03T09:00", shown, **rest)
    play.do("evidence_collected", "lin", "2026-03-03T09:05", {"evidence": p.EVIDENCE}, **rest)
    told = p.notice("2026-03-03", 10000, notice_form="oral", service_method="oral")
    kept = ("notice_form", "dispositions", "facts_found", "notice_reason", "reason_told",
            "statement_right_told", "hearing_right_told", "addressee_no", "service_method", "served_on")  # fmt: skip
    fields = {name: told[name] for name in kept}
    fields["dispositions"] = [{**p.disposition(10000), "party_kind": "citizen"}]
    play.do("notice_served", "lin", "2026-03-03T09:10", fields, **rest)
    waived = {"waived_rights": "statement", "waiver_form": "recorded", "stated_by_no": 1}
    play.attest("statement_waived", "lin", "2026-03-03T09:12", waived, procedure="penalty.summary")
    return play


def test_a_small_fine_is_decided_and_handed_over_at_the_scene(play: p.Play) -> None:
    rest = {"procedure": "penalty.summary", "second": "chen"}
    made = play.do("spot_decision_made", "lin", "2026-03-03T09:20", spot(10000), **rest)
    assert made.document is not None and made.document.number
    handed = {"addressee_no": 1, "served_on": "2026-03-03", "signature": "signed"}
    play.do("spot_decision_delivered", "lin", "2026-03-03T09:25", handed, **rest)
    case = Case.objects.get(pk=play.matter)
    assert case.number and case.parties and case.phase == "decision"


def test_a_decision_at_the_scene_is_signed_with_the_pin(play: p.Play) -> None:
    at = p.moment("2026-03-03T09:20")
    rest = {"procedure": "penalty.summary", "second": "chen"}
    move = play.move("spot_decision_made", "lin", at, spot(10000), **rest)
    with pytest.raises(NotYours, match="须输入签名口令"):
        do(move.proven(SIGNED_IN))
    assert not Entry.objects.filter(step="spot_decision_made").exists()


def test_a_fine_beyond_the_limit_is_refused_by_article_51(play: p.Play) -> None:
    rest = {"procedure": "penalty.summary", "second": "chen"}
    with pytest.raises(ActRefused) as refused:
        play.do("spot_decision_made", "lin", "2026-03-03T09:20", spot(20001), **rest)
    assert "PEN-051-1" in {finding.norm for finding in refused.value.findings}
