"""The approval sheet beyond signing: collective discussion, whose turn it is, what was decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from tests.matters import play as p

from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case, Draft

Cast = Callable[[str], Client]


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """A decision that waits for the head of the unit."""
    play = p.told(p.investigated(p.filed(p.Play())))
    play.do("legal_review_done", "shen", "2026-03-19T09:00", p.review())
    found = play.do("decision_made", "lin", "2026-03-20T09:00", p.decision())
    assert isinstance(found, Draft)
    return found


def test_a_draft_goes_back_for_collective_discussion_and_the_head_finds_it_on_the_desk(
    cast: Cast, draft: Draft
) -> None:
    address, head = f"/drafts/{draft.pk}/", cast("zhou")
    assert head.get(address).context["signing"].refers.article == "57"
    bare = head.post(address, {"act": "refer", "reason": " "})
    assert bare.status_code == 409 and "请写明提交集体讨论的理由" in bare.content.decode()
    assert head.post(address, {"act": "refer", "reason": "社会关注度高"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == Draft.State.RETURNED
    assert draft.return_reason == "提交负责人集体讨论：社会关注度高"
    assert Entry.objects.filter(matter=draft.matter, step="discussion_requested").count() == 1
    desk = cast("gao").get("/desk/").content.decode()
    assert "负责人集体讨论" in desk and "collective_discussion" in desk
    assert "社会关注度高" in cast("lin").get("/desk/").content.decode()


def test_those_who_may_not_sign_read_who_may_instead_of_a_button(cast: Cast, draft: Draft) -> None:
    address = f"/drafts/{draft.pk}/"
    author = cast("lin").get(address).content.decode()
    assert "您是拟稿人" in author and "周敏" in author and "同意并签署" not in author
    above = cast("gao").get(address).content.decode()
    assert "超出您的审批权限" in above and "周敏" in above
    Case.objects.filter(pk=draft.matter).update(handlers=["zhou", "chen"])
    own = cast("zhou").get(address).content.decode()
    assert "您是本案的承办人" in own and "同意并签署" not in own
    held = cast("zhou").post(address, {"act": "return", "reason": "理由"})
    assert held.status_code == 409 and "您是本案的承办人" in held.content.decode()


def test_what_the_law_would_refuse_now_stands_in_place_of_the_button(
    cast: Cast, draft: Draft
) -> None:
    play = p.Play(draft.matter)
    again = p.concluded(complexity="complex")
    play.do("investigation_concluded", "lin", "2026-03-20T10:00", again, second="chen")
    shown = cast("zhou").get(f"/drafts/{draft.pk}/").content.decode()
    assert "应当集体讨论而没有集体讨论" in shown and "同意并签署" not in shown
    assert "“负责人集体讨论”由集体讨论成员、机关负责人办理：高远。" in shown


def test_a_draft_decided_elsewhere_shows_by_whom_and_when(cast: Cast, draft: Draft) -> None:
    cast("zhou").post(f"/drafts/{draft.pk}/", {"act": "return", "reason": "事实不清"})
    shown = cast("zhou").get(f"/drafts/{draft.pk}/").content.decode()
    assert "办案机构负责人周敏：审批退回" in shown and "时间：" in shown
    late = cast("zhou").post(
        f"/drafts/{draft.pk}/", {"act": "sign", "digest": draft.digest, "pin": p.PIN}
    )
    assert late.status_code == 409 and "没有签署" in late.content.decode()


def test_signing_asks_for_the_pin_and_the_entry_says_so(
    cast: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, head = f"/drafts/{draft.pk}/", cast("zhou")
    head.get(f"{address}preview.pdf")
    sign = {"act": "sign", "digest": draft.digest}
    for typed in ({}, {"pin": "000000"}):
        refused = head.post(address, sign | typed)
        assert refused.status_code == 409 and "签名口令不对" in refused.content.decode()
    assert head.post(address, sign | {"pin": p.PIN}).status_code == 302
    entry = Entry.objects.filter(matter=draft.matter, step="draft_approved").latest("seq")
    assert entry.content["by"][0]["proof"] == "signed_in_with_pin"
    monkeypatch.setattr(settings, "XIEZHI_SIGNING_PIN", False)
    assert "签名口令" not in cast("gao").get(address).content.decode()
