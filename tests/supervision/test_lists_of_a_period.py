"""Lists of cards and cases by period: exactly what a count of the same period counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from xiezhi.matters.models import Case
from xiezhi.registry.demo import seed
from xiezhi.registry.period import Period, period_of
from xiezhi.supervision.models import Card

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def song(sqlite_db: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The supervisor, with three cards: old and open, new and open, new and cleared today."""
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    seed(NOW)
    for n, (days, cleared) in enumerate(((40, None), (2, None), (3, NOW))):
        at = NOW - timedelta(days=days)
        Card.objects.create(
            matter=f"m{n}", norm="PEN-060-1", row=f"m{n}", grain="filing", organ="sf-cg",
            colour="red", verdict="breached", reason=f"第{n}张", law_version="0" * 64,
            raised_at=at, changed_at=at, cleared_at=cleared,
        )  # fmt: skip
        Case.objects.create(
            matter=f"m{n}", procedure="penalty.ordinary", organ="sf-cg", in_name_of="sf-cg",
            phase="filing", step="case_filed", opened_at=at, changed_at=at, seq=1, cause=f"案由{n}",
        )  # fmt: skip
    client = Client()
    assert client.post("/login", {"person": "song"}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, {"第0张", "第1张"}),
        ({"since": "2026-11-20"}, {"第1张"}),
        ({"state": "raised", "since": "2026-11-20"}, {"第1张", "第2张"}),
        ({"state": "cleared", "since": "2026-11-25", "until": "2026-11-25"}, {"第2张"}),
        ({"state": "nonsense", "since": "yesterday"}, {"第0张", "第1张"}),
    ],
)
def test_the_board_lists_the_cards_of_a_period(
    song: Client, query: dict[str, str], wanted: set[str]
) -> None:
    page = song.get("/supervision/", query).content.decode()
    assert {word for word in ("第0张", "第1张", "第2张") if word in page} == wanted
    assert f"共 {len(wanted)} 张" in page


def test_the_case_list_shows_the_cases_registered_in_a_period(song: Client) -> None:
    page = song.get("/cases/", {"since": "2026-11-20", "organ": "sf-cg"}).content.decode()
    assert "2026年11月20日以后登记的案件" in page
    assert "案由1" in page and "案由2" in page and "案由0" not in page
    assert "案由1" not in song.get("/cases/", {"organ": "nobody"}).content.decode()


def test_a_period_holds_both_its_days_in_the_zone_of_the_organ() -> None:
    period = period_of({"since": "2026-03-05", "until": "2026-03-02"})
    assert period == Period(date(2026, 3, 2), date(2026, 3, 5))
    low, high = (value for _, value in period.holds("at").children)
    assert low.isoformat() == "2026-03-02T00:00:00+08:00"
    assert high.isoformat() == "2026-03-06T00:00:00+08:00"
    assert period.words == "2026年3月2日至2026年3月5日"
