"""The portal: anyone finds a decision; a withdrawn one keeps its page and loses its text."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from xiezhi.publicity.models import Publication
from xiezhi.publicity.throttle import LOOKUPS

VERSION = {
    "number": "区城管罚〔2026〕1号",
    "cause": "擅自占用城市道路",
    "parties": [{"name": "王某某", "credit_code": ""}],
    "facts": ["王某某在示范路2号堆放货物。"],
    "dispositions": [],
    "text": "罚款。",
    "organ": "示范区城市管理局",
    "decided_on": "2026-03-02",
}


@pytest.fixture
def published(sqlite_db: str) -> Publication:
    return Publication.objects.create(
        decision="d1",
        matter="m1",
        organ="sf-cg",
        state=Publication.State.PUBLISHED,
        decided_on=date(2026, 3, 2),
        version=VERSION,
        search="区城管罚〔2026〕1号\n擅自占用城市道路\n示范区城市管理局\n王某某",
        published_at=datetime(2026, 3, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize("words", ["占用", "道路 城管", "〔2026〕1号", "王某某"])
def test_a_decision_is_found_by_any_of_its_words(published: Publication, words: str) -> None:
    answer = Client().get("/public/", {"q": words})
    assert published.index_no in answer.content.decode()


def test_nothing_found_says_what_to_try(published: Publication) -> None:
    assert "没有找到" in Client().get("/public/", {"q": "不存在的公司"}).content.decode()


def test_the_decision_page_shows_the_public_version(published: Publication) -> None:
    page = Client().get(f"/public/{published.index_no}").content.decode()
    assert "王某某在示范路2号堆放货物" in page
    assert "公示中" in page


def test_a_withdrawn_decision_keeps_its_page_with_the_reason_and_without_the_text(
    published: Publication,
) -> None:
    published.state = Publication.State.WITHDRAWN
    published.reason = "决定已被复议机关撤销。"
    published.ended_at = datetime(2026, 4, 1, tzinfo=UTC)
    published.save()
    page = Client().get(f"/public/{published.index_no}").content.decode()
    assert "决定已被复议机关撤销" in page
    assert "堆放货物" not in page
    assert published.index_no not in Client().get("/public/").content.decode()


@pytest.mark.parametrize("state", [Publication.State.QUEUED, Publication.State.BARRED])
def test_what_is_not_public_looks_like_what_is_not_there(
    published: Publication, state: str
) -> None:
    published.state = state
    published.save()
    hidden, missing = Client().get(f"/public/{published.index_no}"), Client().get("/public/0000")
    assert hidden.status_code == missing.status_code == 404


def test_an_unknown_code_is_said_to_be_unknown(sqlite_db: str) -> None:
    answer = Client().get("/v/ABCDEFGH", REMOTE_ADDR="192.0.2.1")
    assert answer.status_code == 404
    assert "查无此件，请勿相信" in answer.content.decode()


def test_codes_cannot_be_tried_through(sqlite_db: str) -> None:
    client = Client(REMOTE_ADDR="192.0.2.2")
    answers = [client.get(f"/v/TRY{n}").status_code for n in range(2 * LOOKUPS + 1)]
    assert 429 in answers


def test_a_public_page_is_small_and_needs_no_script(published: Publication) -> None:
    page = Client().get(f"/public/{published.index_no}").content
    assert b"<script" not in page
    assert len(page) < 20_000
