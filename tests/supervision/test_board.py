"""The supervisor's board: red first, every card down to its article; other regions see nothing."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from xiezhi.registry.demo import seed
from xiezhi.supervision.models import Card

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def cards(sqlite_db: str, monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    seed(NOW)
    return [_card("PEN-060-1", "yellow"), _card("PEN-044-1", "red"), _card("PEN-029-1", "grey")]


def _card(norm: str, colour: str) -> Card:
    return Card.objects.create(
        matter="m1",
        norm=norm,
        row="m1/1",
        grain="filing",
        organ="sf-cg",
        colour=colour,
        verdict="breached",
        reason=f"问题{colour}",
        calculation=["起算:2026年3月2日。"],
        facts={"from_day": 20500, "to_day": None},
        law_version="0" * 64,
        raised_at=NOW,
        changed_at=NOW,
    )


def _as(login: str) -> Client:
    """A client that came in by the demo's door."""
    client = Client()
    assert client.post("/login", {"person": login}).status_code == 302
    return client


def test_red_comes_before_yellow_and_grey(cards: list[Card]) -> None:
    page = _as("song").get("/supervision/").content.decode()
    places = [page.index(f"问题{colour}") for colour in ("red", "yellow", "grey")]
    assert places == sorted(places)


def test_a_card_shows_calculation_facts_article_and_cure(cards: list[Card]) -> None:
    page = _as("song").get(f"/supervision/cards/{cards[1].pk}").content.decode()
    for words in ("起算:2026年3月2日。", "2026年2月16日", "没有数据", "第四十四条", "怎么纠正"):
        assert words in page


def test_counts_open_their_list(cards: list[Card]) -> None:
    page = _as("song").get("/supervision/", {"norm": "PEN-044-1", "colour": "red"}).content.decode()
    assert "问题red" in page
    assert "问题yellow" not in page


def test_another_region_sees_no_card_and_a_card_looks_missing(cards: list[Card]) -> None:
    client = _as("qian")
    assert "问题red" not in client.get("/supervision/").content.decode()
    assert client.get(f"/supervision/cards/{cards[0].pk}").status_code == 404


def test_an_officer_is_told_who_may_open_the_board(cards: list[Card]) -> None:
    answer = _as("lin").get("/supervision/")
    assert answer.status_code == 403
    assert "行政执法监督人员" in answer.content.decode()
