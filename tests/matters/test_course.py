"""流程图 of a case: what is done, possible, refused with its article's sentence; clocks with their statutory days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import timezone
from tests.matters import play as p

from xiezhi.journal.reads import history
from xiezhi.law.facts.context import Context
from xiezhi.matters.models import Case
from xiezhi.matters.reads.case_map import case_maps
from xiezhi.matters.reads.timeline import clock_lines, marks, off_days
from xiezhi.registry.corpus import corpus, online_calendar

Cast = Callable[[str], Client]


@pytest.fixture
def play(cast: Cast) -> p.Play:
    return p.investigated(p.filed(p.Play()))


def steps_of(play: p.Play) -> dict[str, tuple[str, str]]:
    shown = case_maps(Case.objects.get(pk=play.matter))[0]
    assert all(step.state for step in shown.steps)
    return {s.name: (s.state.tone, s.state.why) for s in shown.steps if s.state}


def test_the_map_tells_done_latest_possible_refused_and_later_apart(play: p.Play) -> None:
    found = steps_of(play)
    last = history(play.matter)[-1].step
    assert found["case_filed"][0] == "done"
    assert found[last][0] == "current" and [t for t, _ in found.values()].count("current") == 1
    assert found["notice_served"][0] == "open"
    tone, why = found["decision_made"]
    assert tone == "refused" and why.endswith("。")
    assert found["decision_served"] == (
        "plain",
        "须先办理“作出处罚决定”或者“决定不予处罚”或者“决定移送”。",
    )


def test_a_case_that_is_over_says_what_does_not_apply(play: p.Play) -> None:
    Case.objects.filter(pk=play.matter).update(state="closed")
    found = steps_of(play)
    assert found["decision_served"] == ("skipped", "本案已经结束，没有发生。")
    assert "current" not in {tone for tone, _ in found.values()}


def test_a_clock_is_drawn_from_its_start_to_its_last_lawful_day(play: p.Play) -> None:
    events = history(play.matter)
    at = events[-1].at
    filed = next(e.at.date() for e in events if e.step == "case_filed")
    lines = {c.norm.id: c for c in clock_lines(events, Context(online_calendar(), at))}
    limit = lines["PEN-060-1"]
    assert limit.span.since == filed and limit.tag.word == "计时中"
    assert limit.span.due is not None and (limit.span.due - filed).days >= 90
    assert any("90日" in sentence for sentence in limit.calculation)
    assert {norm for norm in lines} <= set(corpus().norms)


def test_the_page_shows_both_pictures_with_their_tables(cast: Cast, play: p.Play) -> None:
    page = cast("lin").get(f"/cases/{play.matter}/course/").content.decode()
    assert page.count('role="img"') == 2 * len(case_maps(Case.objects.get(pk=play.matter))) + 2
    assert "办案期限" in page and "计算过程" in page and "style=" not in page


def test_for_a_foreign_officer_it_does_not_exist(cast: Cast, play: p.Play) -> None:
    assert cast("qian").get(f"/cases/{play.matter}/course/").status_code == 404


def test_acts_of_one_day_share_a_mark_that_names_their_rows() -> None:
    day = datetime(2026, 3, 2, 9, tzinfo=timezone.get_current_timezone())
    found = marks(
        [(1, day, "立案"), (2, day.replace(hour=10), "指定"), (4, day.replace(day=3), "询问")]
    )
    assert [(m.numbers, m.label) for m in found] == [("1–2", "指定"), ("4", "询问")]


def test_make_up_working_days_are_not_days_off() -> None:
    found = off_days(date(2026, 2, 14), date(2026, 2, 28))
    assert date(2026, 2, 15) in found and date(2026, 2, 14) not in found
