"""What the workspace offers as the next steps: at most five, in lawful order, each with its reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters import play as p

Cast = Callable[[str], Client]
OVER = {"结案", "决定不予公示", "批准延长办案期限", "提请集体讨论", "负责人集体讨论", "处罚告知"}


@pytest.fixture
def play(cast: Cast) -> p.Play:
    play = p.told(p.investigated(p.filed(p.Play())))
    play.do("legal_review_done", "shen", "2026-03-19T09:00", p.review())
    play.approved("decision_made", "lin", "2026-03-20T09:00", p.decision())
    return play


def test_after_the_decision_nothing_is_offered_that_belongs_before_it_or_later(
    cast: Cast, play: p.Play
) -> None:
    assert not cast("gao").get(f"/cases/{play.matter}/").context["standing"].next
    for who in ("gao", "zhou", "lin"):
        shown = cast(who).get(f"/cases/{play.matter}/").context["standing"]
        assert len(shown.next) <= 5
        assert not OVER & {act.title for act in (*shown.next, *shown.more)}, who


def test_service_comes_first_and_every_line_says_why_under_which_article(
    cast: Cast, play: p.Play
) -> None:
    shown = cast("lin").get(f"/cases/{play.matter}/").context["standing"]
    first = shown.next[0]
    assert (first.title, first.law, first.article) == ("送达决定书", "行政处罚法", "61")
    assert all(act.reason for act in (*shown.next, *shown.more))
    assert all(act.article or "法" in act.reason for act in shown.next)
