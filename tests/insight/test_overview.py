"""概览: every number is the length of the list it opens; what is missing is named; who may not open lists gets none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from xiezhi.insight.overview.counts import card_counts, week_counts
from xiezhi.insight.overview.source import cards as source
from xiezhi.matters.models import Case
from xiezhi.registry.demo import seed
from xiezhi.registry.period import Period
from xiezhi.supervision.models import Card, Watch

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ORGANS = ("sf-cg", "sf-scjg")
SignIn = Callable[[str], Client]


def _card(n: int, organ: str, colour: str, days: float, cleared: float | None = None) -> None:
    at = NOW - timedelta(days=days)
    Card.objects.create(
        matter=f"m{n}", norm="PEN-060-1" if n % 2 else "PEN-044-1", row=f"m{n}", grain="filing",
        organ=organ, colour=colour, verdict="breached", reason="问题", law_version="0" * 64,
        raised_at=at, changed_at=at, due_on=None,
        cleared_at=None if cleared is None else NOW - timedelta(days=cleared),
    )  # fmt: skip


def _case(n: int, state: str, days: int) -> None:
    at = NOW - timedelta(days=days)
    Case.objects.create(
        matter=f"m{n}", procedure="penalty.ordinary", organ="sf-cg", in_name_of="sf-cg", seq=1,
        phase="filing", step="case_filed", state=state, opened_at=at, changed_at=at, cause="占道",
    )  # fmt: skip


def _fill() -> None:
    for n, (organ, colour, days, cleared) in enumerate(
        (
            ("sf-cg", "red", 1, None),
            ("sf-cg", "red", 9, None),
            ("sf-cg", "yellow", 9, 2),
            ("sf-cg", "grey", 200, None),
            ("sf-cg", "red", 2.45, 0),
        )
    ):
        _card(n, organ, colour, days, cleared)
    for n, (state, days) in enumerate((("open", 3), ("open", 40), ("archived", 90))):
        _case(n, state, days)
    Watch.objects.create(matter="m0", judged_at=NOW)


@pytest.fixture
def enter(sqlite_db: str, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    seed(NOW)
    _fill()

    def signed_in(login: str) -> Client:
        client = Client()
        assert client.post("/login", {"person": login}).status_code == 302
        return client

    return signed_in


@pytest.mark.parametrize("query", ["", "?since=2026-11-16&until=2026-11-25"])
def test_every_number_is_the_length_of_the_list_it_opens(enter: SignIn, query: str) -> None:
    client = enter("song")
    page = client.get(f"/overview/{query}").content.decode()
    links = re.findall(r'<a href="(/(?:supervision|cases)/[^"]*)">([\d,]+)</a>', page)
    assert len(links) >= 8
    for href, number in set(links):
        listed = client.get(href.replace("&amp;", "&")).content.decode()
        assert re.search(rf"<caption>[^<]*<span class=\"soft\">共 {number} [张条]", listed), href


def test_what_is_missing_is_named_with_the_time_of_the_last_round(enter: SignIn) -> None:
    page = enter("song").get("/overview/").content.decode()
    assert "最近一次判断：2026年11月25日 11:00" in page
    assert "尚未判断的案件 2 件" in page
    assert "没有案件数据的单位" in page and "示范区市场监督管理局" in page


def test_every_chart_has_its_table(enter: SignIn) -> None:
    page = enter("song").get("/overview/").content.decode()
    figures = page.split("<figure>")[1:]
    assert len(figures) == 4
    assert all(f.count('role="img"') == 2 and "<table" in f for f in figures)


def test_the_head_of_an_organ_counts_that_organ_alone(enter: SignIn) -> None:
    page = enter("gao").get("/overview/").content.decode()
    assert "PEN-044-1" in page and "示范区市场监督管理局" not in page


def test_an_administrator_sees_numbers_and_opens_no_list(enter: SignIn) -> None:
    page = enter("sys").get("/overview/").content.decode()
    assert escape("PEN-044-1") in page
    assert 'href="/supervision/' not in page.split("<main")[1]
    assert 'href="/cases/' not in page.split("<main")[1]


def test_an_officer_is_told_who_may_open_it(enter: SignIn) -> None:
    answer = enter("lin").get("/overview/")
    assert answer.status_code == 403 and "行政执法监督人员" in answer.content.decode()


def test_weeks_run_from_monday_to_sunday_in_the_zone_of_the_organ(db_on: str) -> None:
    _fill()
    found = week_counts(source(), ORGANS, Period(), TODAY)
    assert len(found) == 26 and found[-1].monday == date(2026, 11, 23)
    by_monday = {week.monday: (week.raised, week.cleared) for week in found}
    assert by_monday[date(2026, 11, 23)] == (2, 2)
    assert by_monday[date(2026, 11, 16)] == (2, 0)
    assert sum(week.raised for week in found) == 4


def test_cards_are_counted_by_organ_norm_and_colour(db_on: str) -> None:
    _fill()
    found = card_counts(source(), ORGANS, Period(), {"sf-cg": "城管局"}, {})
    assert [(row.label, row.total) for row in found.organs] == [("城管局", 3)]
    assert {row.code: dict(row.colours) for row in found.norms} == {
        "PEN-044-1": {"red": 1},
        "PEN-060-1": {"red": 1, "grey": 1},
    }
    recent = card_counts(source(), ORGANS, Period(since=date(2026, 11, 20)), {}, {})
    assert dict(recent.colours) == {"red": 1}
