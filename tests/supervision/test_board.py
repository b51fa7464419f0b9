"""The supervisor's board: red first, every card down to its article; other regions see nothing."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from xiezhi.registry.corpus import corpus
from xiezhi.registry.demo import seed
from xiezhi.supervision.models import Arrival, Card, Watch

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def cards(sqlite_db: str, monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    seed(NOW)
    return [_card("PEN-060-1", "yellow"), _card("PEN-044-1", "red"), _card("PEN-029-1", "grey")]


def _card(norm: str, colour: str, row: str = "m1/1", **more: Any) -> Card:
    values = {
        "raised_at": NOW,
        "item": "",
    } | more
    return Card.objects.create(
        matter="m1",
        norm=norm,
        row=row,
        grain="filing",
        organ="sf-cg",
        colour=colour,
        verdict="breached",
        reason=f"问题{colour}",
        calculation=["起算:2026年3月2日。"],
        facts={"from_day": 20500, "to_day": None},
        law_version="0" * 64,
        changed_at=NOW,
        **values,
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


def _links(page: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="(\?[^"]+)"', page)]


def test_every_number_opens_the_list_it_counts_and_keeps_the_filters(cards: list[Card]) -> None:
    client = _as("song")
    _card("PEN-044-1", "red", "m1/2", item="A-1")
    page = client.get("/supervision/", {"colour": "red", "organ": "sf-cg"}).content.decode()
    counted = re.findall(r'<a href="(\?[^"]*norm=[^"]*)">(\d+)</a>', page)
    assert {int(count) for _, count in counted} == {2}
    for href, count in counted:
        assert "organ=sf-cg" in href
        assert f"共 {count} 张" in client.get(f"/supervision/{unescape(href)}").content.decode()


def test_filters_by_kind_item_region_and_time_choose_the_cards(cards: list[Card]) -> None:
    wanted = {
        "procedure": "penalty.summary",
        "item": "A-1",
        "region": "999999",
        "raised_at": NOW - timedelta(days=40),
    }
    _card("PEN-051-1", "red", **wanted).save()
    day = (NOW - timedelta(days=30)).date().isoformat()
    client = _as("song")
    for filters in (
        {"procedure": "penalty.summary"},
        {"item": "A-1"},
        {"region": "999999"},
        {"until": day},
    ):
        assert "共 1 张" in client.get("/supervision/", filters).content.decode()
    assert "共 3 张" in client.get("/supervision/", {"since": day}).content.decode()
    page = client.get("/supervision/", {"since": "昨天"}).content.decode()
    assert "日期“昨天”不能识别，没有按它筛选" in page and "共 4 张" in page


def test_the_pages_show_every_card_once_in_order(cards: list[Card]) -> None:
    for n in range(45):
        _card("PEN-061-1", ("red", "yellow", "grey")[n % 3], f"m1/{n}", due_on=_due(n))
    client, address, seen, steps = _as("song"), "", [], 0
    while address is not None and steps < 5:
        page = client.get(f"/supervision/{address}").content.decode()
        seen += [int(pk) for pk in re.findall(r"/supervision/cards/(\d+)", page)]
        after = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
        address, steps = unescape(after[1]) if after else None, steps + 1
    order = Card.objects.order_by("rank", "due_order", "id").values_list("pk", flat=True)
    assert seen == list(order)
    assert steps == 3
    back = re.search(r'href="(\?[^"]*before=[^"]+)"', page)
    assert back is not None
    page = client.get(f"/supervision/{unescape(back[1])}").content.decode()
    assert [int(pk) for pk in re.findall(r"/supervision/cards/(\d+)", page)] == seen[20:40]


def _due(n: int) -> date | None:
    return None if n % 4 == 0 else date(2026, 11, 1 + n % 20)


def test_a_place_that_cannot_be_read_is_the_beginning(cards: list[Card]) -> None:
    for place in ("x", "0~x~1", "0~2026-11-25~99999999999999999999"):
        assert "问题red" in _as("song").get("/supervision/", {"after": place}).content.decode()


def test_more_cards_cost_no_more_queries(cards: list[Card]) -> None:
    client = _as("song")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/supervision/").status_code == 200
        return len(queries)

    asked()
    few = asked()
    for n in range(19):
        _card("PEN-061-1", "red", f"m1/{n}", item=f"A-{n}")
    assert asked() == few


def test_a_silent_unit_is_late_and_no_card_is_not_called_clean(cards: list[Card]) -> None:
    Card.objects.all().delete()
    Arrival.objects.create(organ="sf-cg", at=datetime.now(UTC))
    Arrival.objects.create(organ="sf-scjg", at=datetime.now(UTC) - timedelta(days=30))
    Watch.objects.create(matter="m1", judged_at=NOW)
    page = _as("song").get("/supervision/").content.decode()
    late = page[page.index("数据迟到的单位") :]
    assert "示范区市场监督管理局" in late and "示范区城市管理局" not in late
    assert "没有牌不等于没有问题" in page
    assert f"规范 {len(corpus().norms)} 条" in page and "已核到第" in page


def test_lines_with_few_cards_are_listed_on_request(cards: list[Card]) -> None:
    for n in range(25):
        _card("PEN-061-1", "red", f"m1/{n}", item=f"A-{n:02d}")
    client = _as("song")
    page = client.get("/supervision/").content.decode()
    assert "另有 6 行张数较少" in page
    everything = next(href for href in _links(page) if "all=1" in href)
    assert "A-24" in client.get(f"/supervision/{everything}").content.decode()
