"""The pages of a case: who sees it, how a step goes from form to result, what a refusal shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters import play as p

from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case, Draft
from xiezhi.registry.models import AccessLog

Cast = Callable[[str], Client]
SECTIONS = ("", "facts/", "documents/", "parties/", "log/", "supervision/", "links/")


@pytest.fixture
def play(cast: Cast) -> p.Play:
    return p.investigated(p.filed(p.Play()))


def form_of(client: Client, address: str) -> dict[str, str]:
    """What a browser would send for the form at `address`, as it opened."""
    return dict(client.get(address).context["form"].hidden)


def send(client: Client, address: str, values: dict[str, str], go: str) -> object:
    return client.post(address, {**values, "go": go})


def test_for_a_foreign_officer_the_case_does_not_exist(cast: Cast, play: p.Play) -> None:
    foreign = cast("qian")
    for end in SECTIONS:
        assert foreign.get(f"/cases/{play.matter}/{end}").status_code == 404
    assert play.matter not in foreign.get("/cases/").content.decode()
    assert foreign.get(f"/cases/{play.matter}/do/penalty.ordinary/interview/").status_code == 404


def test_every_section_opens_for_the_handler_and_is_noted_in_the_access_log(
    cast: Cast, play: p.Play
) -> None:
    client = cast("lin")
    for end in SECTIONS:
        assert client.get(f"/cases/{play.matter}/{end}").status_code == 200
    assert AccessLog.objects.filter(subject=play.matter, person="lin").count() >= 5


def test_the_workspace_offers_lawful_acts_and_says_why_others_must_wait(
    cast: Cast, play: p.Play
) -> None:
    shown = cast("lin").get(f"/cases/{play.matter}/").context["standing"]
    assert 1 <= len(shown.next) <= 5
    assert any(clock.law == "行政处罚法" for clock in shown.clocks)
    waiting = {act.title: act for act in shown.not_yet}
    assert waiting["作出处罚决定"].law and waiting["作出处罚决定"].cure


def test_a_step_goes_from_form_to_check_to_signature_and_the_result_can_be_opened_again(
    cast: Cast, play: p.Play
) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/party_called/"
    values = form_of(client, address) | {"place": "东湖区综合行政执法局询问室"}
    values["started_at"] = "2026-03-11T09:00"
    check = send(client, address, values, "check")
    assert check.status_code == 200 and "签署并办理" in check.content.decode()
    first, second = (send(client, address, values, "sign") for _ in range(2))
    assert first.status_code == 302 and first.url == second.url
    assert client.get(first.url).status_code == 200
    assert Entry.objects.filter(matter=play.matter, step="party_called").count() == 1


def test_what_is_missing_is_said_beside_what_was_typed(cast: Cast, play: p.Play) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/party_called/"
    values = form_of(client, address) | {"place": "询问室", "started_at": "昨天"}
    page = send(client, address, values, "check")
    text = page.content.decode()
    assert page.status_code == 422 and "询问室" in text and "昨天" in text
    assert "<title>错误" in text and "还有 1 处需要处理" in text


def test_a_refused_act_shows_article_and_cure_and_keeps_what_was_typed(
    cast: Cast, play: p.Play
) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/decision_made/"
    values = form_of(client, address) | {
        "correction_kind": "not_needed", "announced_to_party": "false", "penalty_needed": "yes",
        "decision_text": "当事人的行为违反规定。", "perform_method": "到指定银行缴纳",
        "perform_days": "15", "reconsideration_body": "东湖区人民政府",
        "reconsideration_days": "60", "court": "东湖区人民法院", "suit_months": "6",
        "remedy_route": "either", "total_fine_cents": "3000", "total_confiscation_cents": "0",
        "gains_found": "none", "rule_changed": "unchanged",
    }  # fmt: skip
    page = send(client, address, values, "sign")
    text = page.content.decode()
    assert page.status_code == 409 and "第四十四条" in text and "怎么办" in text
    assert "当事人的行为违反规定。" in text
    assert not Draft.objects.filter(step="decision_made").exists()


def test_two_people_at_once_the_second_sees_both(cast: Cast, play: p.Play) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/party_called/"
    values = form_of(client, address) | {"place": "询问室", "started_at": "2026-03-11T09:00"}
    play.do("witness_called", "chen", "2026-03-11T08:00", {"witness_name": "王一", "place": "店前"})
    page = send(client, address, values, "sign")
    text = page.content.decode()
    assert page.status_code == 409 and "邀请见证人" in text and "询问室" in text
    values["expect"] = str(Case.objects.get(pk=play.matter).seq)
    assert send(client, address, values, "sign").status_code == 302


def test_a_clue_starts_a_matter_and_the_complainant_stays_sealed(cast: Cast) -> None:
    client, address = cast("lin"), "/cases/clue/"
    values = form_of(client, address) | {
        "source": "complaint", "cause": "占道经营", "clue_text": "有人反映占道。",
        "complainant_name": "孙某某", "complainant_phone": "13800000000", "sector": "urban",
    }  # fmt: skip
    made = send(client, address, values, "sign")
    assert made.status_code == 302 and send(client, address, values, "sign").url == made.url
    case = Case.objects.get()
    assert "孙某某" not in Entry.objects.get(matter=case.matter).text
    pages = [client.get(f"/cases/{case.matter}/{end}").content.decode() for end in SECTIONS]
    assert all("孙某某" not in page and "13800000000" not in page for page in pages)


def test_an_approver_must_open_the_document_then_signs_and_the_next_one_gives_it_effect(
    cast: Cast, play: p.Play
) -> None:
    draft = play.do("notice_served", "lin", "2026-03-11T09:00", p.notice("2026-03-11"))
    assert isinstance(draft, Draft)
    for code in ("zhou", "gao"):
        client, address = cast(code), f"/drafts/{draft.pk}/"
        assert f"/drafts/{draft.pk}/" in client.get("/desk/").content.decode()
        blind = client.post(address, {"act": "sign", "digest": draft.digest})
        assert blind.status_code == 409 and "请先打开文书稿" in blind.content.decode()
        assert client.get(f"{address}preview.pdf").content.startswith(b"%PDF")
        signed = client.post(address, {"act": "sign", "digest": draft.digest, "pin": p.PIN})
        assert signed.status_code == 302
    assert Entry.objects.filter(step="notice_served").count() == 1
    assert Draft.objects.get(pk=draft.pk).state == Draft.State.EFFECTIVE


def test_a_returned_draft_comes_back_with_its_reason_and_opens_as_it_was_typed(
    cast: Cast, play: p.Play
) -> None:
    draft = play.do("notice_served", "lin", "2026-03-11T09:00", p.notice("2026-03-11"))
    assert isinstance(draft, Draft)
    unit_head, author = cast("zhou"), cast("lin")
    bare = unit_head.post(f"/drafts/{draft.pk}/", {"act": "return", "reason": " "})
    assert bare.status_code == 409
    back = {"act": "return", "reason": "裁量理由写得太简单"}
    assert unit_head.post(f"/drafts/{draft.pk}/", back).status_code == 302
    assert "裁量理由写得太简单" in author.get("/desk/").content.decode()
    again = author.get(f"/drafts/{draft.pk}/").context["again"]
    assert form_of(author, again)["notice_reason"] == "店招超出规定尺寸，影响市容。"


def test_every_review_question_waits_for_a_person_and_then_the_opinion_is_issued(
    cast: Cast, play: p.Play
) -> None:
    client, address = cast("shen"), f"/reviews/{play.matter}/"
    assert play.matter in client.get("/reviews/").content.decode()
    desk = client.get(address).context
    assert all(question.answer == "" for question in desk["questions"])
    answers = {f"answer-{q.point}": "ok" for q in desk["questions"]}
    rest = {
        "conclusion": "pass",
        "opinion": "程序合法。",
        "start": "since_2018",
        "key": desk["key"],
    }
    lacking = client.post(address, {**answers, **rest, "answer-facts": ""})
    assert lacking.status_code == 422 and "“事实”还没有回答" in lacking.content.decode()
    unsigned = client.post(address, {**answers, **rest, "pin": "000000"})
    assert unsigned.status_code == 409 and "签名口令不对" in unsigned.content.decode()
    done = client.post(address, {**answers, **rest, "pin": p.PIN})
    assert done.status_code == 302 and client.get(done.url).status_code == 200
    assert play.matter not in client.get("/reviews/").content.decode()


def test_a_step_that_asks_for_the_pin_is_signed_with_it_on_the_check_page_and_not_without(
    cast: Cast, play: p.Play
) -> None:
    client = cast("shen")
    address = f"/cases/{play.matter}/do/penalty.ordinary/legal_review_returned/"
    values = form_of(client, address) | {
        "review_of": "penalty", "review_opinion": "请补充照片的来源。", "review_answers-rows": "1",
        "review_answers-0-review_point": "evidence", "review_answers-0-review_answer": "problem",
        "review_answers-0-review_note": "照片没有写明来源。",
    }  # fmt: skip
    assert "签名口令" in send(client, address, values, "check").content.decode()
    bare = send(client, address, values, "sign")
    assert bare.status_code == 409 and "请补充照片的来源。" in bare.content.decode()
    assert not Entry.objects.filter(step="legal_review_returned").exists()
    assert send(client, address, values | {"pin": p.PIN}, "sign").status_code == 302
    (signer,) = Entry.objects.get(step="legal_review_returned").content["by"]
    assert signer["proof"] == "signed_in_with_pin"


def test_an_unqualified_reviewer_cannot_open_the_file_and_reads_why(
    cast: Cast, play: p.Play
) -> None:
    page = cast("wu").get(f"/reviews/{play.matter}/")
    assert page.status_code == 403 and "法律职业资格" in page.content.decode()
    assert "店招" not in page.content.decode().split("<main")[1].split("不能审核")[-1]


def test_the_check_page_lists_what_the_document_lacks_and_shows_it_once_complete(
    cast: Cast, play: p.Play
) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/interview/"
    values = form_of(client, address) | {
        "second": "chen", "place": "询问室", "person_asked": "赵明", "person_asked_relation": "party",
        "record_text": "问：是否属实？答：属实。",
    }  # fmt: skip
    check = send(client, address, values, "check").content.decode()
    assert "预览文书" in check and "文书待补" not in check
    assert send(client, address, values, "preview").content.startswith(b"%PDF")
    assert not Entry.objects.filter(step="interview").exists()


def test_the_whole_file_opens_as_one_pdf_for_the_handler_only(cast: Cast, play: p.Play) -> None:
    address = f"/cases/{play.matter}/file.pdf"
    assert cast("lin").get(address).content.startswith(b"%PDF")
    assert cast("qian").get(address).status_code == 404
