"""What the law refuses, with the right article, and nothing written."""

from __future__ import annotations

import pytest
from tests.matters import play as p

from xiezhi.documents.models import Number
from xiezhi.journal.acts import ActRefused, KeyReused, NotTaken, NotWellFormed, StaleExpect
from xiezhi.journal.models import Attempt, Entry
from xiezhi.matters.models import Draft


@pytest.fixture
def play(sqlite_db: str) -> p.Play:
    p.set_up()
    return p.filed(p.Play())


def norms(refused: pytest.ExceptionInfo[ActRefused]) -> set[str]:
    return {finding.norm for finding in refused.value.findings}


def test_a_decision_without_notice_is_refused_by_article_44_before_anyone_signs(
    play: p.Play,
) -> None:
    p.investigated(play)
    before = Entry.objects.count()
    with pytest.raises(ActRefused) as refused:
        play.do("decision_made", "lin", "2026-03-11T09:00", p.decision())
    assert "PEN-044-1" in norms(refused)
    assert Entry.objects.count() == before and not Draft.objects.filter(step="decision_made")
    assert Attempt.objects.filter(step="decision_made").count() == 1
    assert not Number.objects.filter(series__kind="penalty_decision").exists()


def test_a_defence_nobody_reviewed_stops_the_decision_by_article_45(play: p.Play) -> None:
    p.investigated(play)
    play.approved("notice_served", "lin", "2026-03-11T09:00", p.notice("2026-03-11"))
    defence = {"statement_text": "请求从轻。", "statement_form": "written", "stated_by_no": 1}
    play.attest("statement_received", "lin", "2026-03-12T09:00", defence)
    with pytest.raises(ActRefused) as refused:
        play.do("decision_made", "lin", "2026-03-18T09:00", p.decision())
    assert "PEN-045-1" in norms(refused)


def test_what_changes_between_draft_and_last_signature_is_judged_again(play: p.Play) -> None:
    p.investigated(play)
    p.told(play)
    play.do("legal_review_done", "shen", "2026-03-14T09:00", p.review())
    draft = play.do("decision_made", "lin", "2026-03-20T09:00", p.decision())
    play.sign(draft, "zhou", "2026-03-20T10:00")
    again = {"statement_text": "补充意见。", "statement_form": "written", "stated_by_no": 1}
    play.attest("statement_received", "lin", "2026-03-20T11:00", again)
    with pytest.raises(ActRefused) as refused:
        play.sign(draft, "gao", "2026-03-20T12:00")
    assert "PEN-045-1" in norms(refused)
    assert Draft.objects.get(pk=draft.pk).waits_for == "agency_head"
    assert not Entry.objects.filter(step="decision_made").exists()


def test_one_officer_alone_may_not_inspect(play: p.Play) -> None:
    fields = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
    with pytest.raises(NotWellFormed, match="本步骤须由两人以上进行（《行政处罚法》第四十二条）"):
        play.do("id_shown", "lin", "2026-03-03T09:00", fields)


def test_whoever_drafted_may_not_sign_and_nobody_signs_twice(play: p.Play) -> None:
    p.investigated(play)
    draft = play.do("notice_served", "lin", "2026-03-11T09:00", p.notice("2026-03-11"))
    with pytest.raises(NotTaken, match="没有办案机构负责人的角色"):
        play.sign(draft, "gao", "2026-03-11T09:30")
    play.sign(draft, "zhou", "2026-03-11T10:00")
    with pytest.raises(NotTaken):
        play.sign(draft, "zhou", "2026-03-11T11:00")


def test_two_people_at_once_the_second_is_told_what_the_first_wrote(play: p.Play) -> None:
    seen = Entry.objects.filter(matter=play.matter).latest("seq").seq
    shown = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
    play.do("id_shown", "lin", "2026-03-03T09:00", shown, second="chen", expect=seen)
    with pytest.raises(StaleExpect) as stale:
        play.do("id_shown", "chen", "2026-03-03T09:00", shown, second="lin", expect=seen)
    assert [entry.step for entry in stale.value.entries] == ["id_shown"]


def test_pressing_twice_gives_the_same_answer_and_one_document(play: p.Play) -> None:
    p.investigated(play)
    fields, key = p.concluded(report_text="补充报告。"), "k-1"
    first = play.do(
        "investigation_concluded", "lin", "2026-03-12T09:00", fields, second="chen", key=key
    )
    second = play.do(
        "investigation_concluded", "lin", "2026-03-12T09:00", fields, second="chen", key=key
    )
    assert first.entry.id == second.entry.id and first.document == second.document
    with pytest.raises(KeyReused):
        play.do(
            "investigation_concluded", "lin", "2026-03-12T09:00",
            p.concluded(report_text="另一份。"), second="chen", key=key,
        )  # fmt: skip
