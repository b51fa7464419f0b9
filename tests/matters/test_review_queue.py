"""Which files wait for the legal reviewer (行政处罚法第五十八条)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.matters import play as p

from xiezhi.law.events import Event
from xiezhi.matters.reads.reviews import needs_review
from xiezhi.registry.corpus import corpus

Cast = Callable[[str], Client]
AT = datetime(2026, 3, 10, 9)  # noqa: DTZ001


def history(*steps: str | tuple[str, dict[str, Any]]) -> list[Event]:
    told = [(each, {}) if isinstance(each, str) else each for each in steps]
    return [
        Event("m", "t", "penalty.ordinary", n, step, at, at, "decide", fields)
        for n, (step, fields) in enumerate(told, 1)
        for at in [AT + timedelta(days=n)]
    ]


@pytest.fixture
def play(cast: Cast) -> p.Play:
    return p.investigated(p.filed(p.Play()))


PLAIN = ("investigation_concluded", {"legal_review_ground": "none"})
COMPLEX = ("investigation_concluded", {"legal_review_ground": "complex"})


@pytest.mark.parametrize(
    ("events", "waits"),
    [
        (history(PLAIN), False),
        (history(COMPLEX), True),
        (history("investigation_concluded"), True),
        (history(PLAIN, "hearing_held"), True),
        (history("hearing_held", PLAIN), False),
        (history(PLAIN, "hearing_terminated"), False),
        (history(PLAIN, "legal_review_requested"), True),
        (history(COMPLEX, "decision_made"), False),
        (history(PLAIN, "legal_review_requested", "decision_no_penalty"), False),
        (history("legal_review_requested"), False),
    ],
)
def test_a_file_waits_on_its_ground_after_its_hearing_or_when_asked_for(
    events: list[Event], waits: bool
) -> None:
    assert needs_review(events) is waits


def test_a_file_without_a_ground_waits_once_a_review_is_asked_for(cast: Cast, play: p.Play) -> None:
    concluded = p.concluded(legal_review_ground="none")
    play.do("investigation_concluded", "lin", "2026-03-10T10:00", concluded, second="chen")
    client = cast("shen")
    assert play.matter not in client.get("/reviews/").content.decode()
    play.do("legal_review_requested", "zhou", "2026-03-10T11:00")
    assert play.matter in client.get("/reviews/").content.decode()


def test_who_may_not_review_reads_the_norm_with_its_article(cast: Cast, play: p.Play) -> None:
    text = cast("wu").get(f"/reviews/{play.matter}/").content.decode()
    assert corpus().norms["PEN-058-2"].statement in text
    assert "第五十八条第二款" in text and "2018年1月1日" in text
