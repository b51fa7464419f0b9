"""监督事项 in the browser: from a card to the 督办函, its clock, the report, the end; who may not."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from xiezhi.documents.models import Document
from xiezhi.documents.paper import text_of
from xiezhi.documents.reads import stored_bytes
from xiezhi.journal.door import Act, Actor, ActRefused, record
from xiezhi.journal.models import Entry
from xiezhi.registry.demo import seed
from xiezhi.supervision.follow import refresh
from xiezhi.supervision.models import Card, Concern

LATE = "决定书于2026年11月2日作出，至今没有送达。"


@pytest.fixture
def card(db_on: str, monkeypatch: pytest.MonkeyPatch) -> Card:
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    now = timezone.localtime()
    seed(now)
    return Card.objects.create(
        matter="m1", norm="PEN-061-1", row="m1/7", grain="decision", organ="sf-cg", colour="red",
        verdict="breached", reason=LATE, law_version="0" * 64, raised_at=now, changed_at=now,
    )  # fmt: skip


def _as(login: str) -> Client:
    client = Client()
    assert client.post("/login", {"person": login}).status_code == 302
    return client


def _posted(page: str, **typed: str) -> dict[str, str]:
    """The inputs, texts and choices of a form as a browser would send them, with what a person typed."""
    found = {
        n: unescape(v)
        for n, v in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
    }
    areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S)
    found |= {name: unescape(text).strip() for name, text in areas}
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', inner)
        found[name] = chosen.group(1) if chosen else ""
    return {**found, **typed}


def _sign(client: Client, address: str, **typed: str) -> str:
    """Fill in, check, sign; the page after it."""
    form = _posted(client.get(address).content.decode(), **typed)
    answered = client.post(address.split("?")[0], form | {"go": "sign", "mode": "decide"})
    assert answered.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", answered.content.decode())[
        -1500:
    ]
    return answered["Location"]


def test_from_a_card_to_the_letter_the_report_and_the_end(card: Card) -> None:
    song = _as("song")
    page = song.get(f"/supervision/cards/{card.pk}").content.decode()
    assert "开展监督" in page and "本问题适用的文书：制发督办函" in page
    home = _sign(song, f"/supervision/new/?card={card.pk}")
    row = Concern.objects.get()
    assert (row.supervised, row.case, home) == ("sf-cg", "m1", f"/supervision/matters/{row.pk}/")
    _sign(song, f"{home}supervision_letter_issued/")
    letter = Document.objects.get(matter=row.pk)
    said = text_of(stored_bytes(letter)).replace("\n", "")
    assert LATE in said and "第二十七条" in said and "PEN-061-1决定书按期送达" in said
    assert "示范区司法局" in said and "示范区城市管理局：" in said
    paper = song.get(f"{home}papers/{letter.pk}")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert "还剩" in song.get("/supervision/").content.decode()
    _sign(
        song,
        f"{home}rectification_reported/",
        rectification_text="已送达并说明原因。",
        rectification_result="done",
    )
    _sign(song, f"{home}supervision_closed/", supervision_conclusion="corrected")
    row.refresh_from_db()
    assert row.reported_at and row.closed_at
    assert "已办结" in song.get("/supervision/matters/").content.decode()


def test_a_letter_not_answered_in_time_becomes_a_card_of_its_own(card: Card) -> None:
    song = _as("song")
    home = _sign(song, f"/supervision/new/?card={card.pk}")
    _sign(song, f"{home}supervision_letter_issued/")
    matter = Concern.objects.get().pk
    refresh([matter], timezone.localtime() + timedelta(days=40))
    late = Card.objects.get(matter=matter, norm="SUP-027-1")
    assert late.colour == Card.Colour.RED
    assert "示范区城市管理局" in song.get("/supervision/").content.decode()


def test_the_supervised_organ_sees_it_and_answers_and_others_do_not(card: Card) -> None:
    home = _sign(_as("song"), f"/supervision/new/?card={card.pk}")
    _sign(_as("song"), f"{home}supervision_letter_issued/")
    head = _as("gao")
    assert "报送纠正情况" in head.get(home).content.decode()
    assert head.get(f"{home}supervision_closed/").status_code == 404
    form = head.get(f"{home}rectification_reported/").content.decode()
    assert f'<a href="{home}">返回监督事项</a>' in form
    assert form.count(f'href="{home}"') > 1, "the trail leads there as well"
    _sign(
        head,
        f"{home}rectification_reported/",
        rectification_text="已送达。",
        rectification_result="done",
    )
    assert Concern.objects.get().reported_at
    assert _as("qian").get(home).status_code == 404
    assert _as("lin").get("/supervision/new/").status_code == 403


def test_a_dispute_under_review_is_not_supervised_again(card: Card) -> None:
    at = timezone.localtime() - timedelta(days=3)
    fields = {"outcome_body": "示范区人民政府", "applicant_no": 1, "case_key": "m1"}
    by = (Actor("p-lin", "officer", "sf-cg"),)
    accepted = Act(
        "m1",
        "reconsideration_accepted",
        fields,
        by,
        at,
        "review",
        mode="attest",
        source="受理通知书",
    )
    record(accepted)
    song = _as("song")
    address = f"/supervision/new/?card={card.pk}"
    form = _posted(song.get(address).content.decode())
    refused = song.post("/supervision/new/", form | {"go": "sign", "mode": "decide"})
    assert refused.status_code == 409
    assert "争议已经进入复议或者诉讼程序" in refused.content.decode()
    assert not Concern.objects.exists()
    decided = {
        "outcome": "upheld",
        "outcome_body": "示范区人民政府",
        "outcome_no": "复1号",
        "effective_on": at.date().isoformat(),
    }
    over = at + timedelta(days=1)
    record(
        Act(
            "m1",
            "reconsideration_decided",
            decided,
            by,
            over,
            "review",
            mode="attest",
            source="决定书",
        )
    )
    _sign(song, address)
    assert Concern.objects.get().case == "m1"


def test_a_decision_needs_the_government(card: Card) -> None:
    song = _as("song")
    home = _sign(song, f"/supervision/new/?card={card.pk}")
    matter = Concern.objects.get().pk
    form = _posted(song.get(f"{home}supervision_decision_issued/").content.decode())
    refused = song.post(
        f"{home}supervision_decision_issued/", form | {"go": "sign", "mode": "decide"}
    )
    assert refused.status_code == 409 and "第二十九条" in refused.content.decode()
    by = (Actor("p-song", "supervisor", "sf-sfj"),)
    asked = {"government_opinion": "correct", "other_organ": "示范区人民政府"}
    at = timezone.localtime()
    record(
        Act(
            matter,
            "government_approved",
            asked,
            by,
            at,
            "supervision",
            mode="attest",
            source="批示",
        )
    )
    _sign(song, f"{home}supervision_decision_issued/")
    assert Document.objects.get(matter=matter).kind == "supervision_decision"


def test_another_organ_cannot_open_supervision(card: Card) -> None:
    by = (Actor("p-song", "supervisor", "sf-cg"),)
    fields = {
        "supervision_source": "card",
        "supervised_organ": "sf-cg",
        "supervised_organ_name": "区城管局",
    }
    act = Act("s-1", "supervision_opened", fields, by, timezone.localtime(), "supervision")
    with pytest.raises(ActRefused, match="执法监督"):
        record(act)
    assert not Entry.objects.filter(matter="s-1").exists()


def test_supervision_can_begin_with_a_case(card: Card) -> None:
    by = (Actor("p-gao", "agency_head", "sf-cg"),)
    at = timezone.localtime() - timedelta(days=9)
    filed = {"cause": "占道经营", "item": "CG0001"}
    record(Act("m1", "case_filed", filed, by, at, "penalty.ordinary", mode="attest", source="测试"))
    song = _as("song")
    page = song.get("/cases/m1/supervision/").content.decode()
    assert 'href="/supervision/new/?case=m1"' in page
    assert "开展监督" not in _as("gao").get("/cases/m1/supervision/").content.decode()
    home = _sign(song, "/supervision/new/?case=m1")
    row = Concern.objects.get()
    assert (row.case, row.title, row.supervised_name) == ("m1", "占道经营", "示范区城市管理局")
    assert song.get(f"/cases/{row.pk}/").headers["Location"] == home
    assert "占道经营" in song.get("/cases/m1/supervision/").content.decode()
    assert "示范区城市管理局：占道经营" not in song.get("/cases/").content.decode()
