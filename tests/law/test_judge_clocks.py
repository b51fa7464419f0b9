"""Rules about order and time over whole histories: the verdict, its reason, its date."""

from __future__ import annotations

import pytest
from tests.law.stall import (
    OPENED,
    TOLD,
    day,
    decided,
    event,
    findings,
    history,
    one,
    stall,
)

# ── requires_before ──


def test_what_came_before_and_long_enough_before_is_met() -> None:
    finding = one(decided("2026-03-06", TOLD), "B-1")
    assert (finding.verdict, finding.due_day) == ("met", day("2026-03-06"))


def test_too_soon_is_breached_and_says_from_when() -> None:
    finding = one(decided("2026-03-05", TOLD), "B-1")
    assert finding.verdict == "breached"
    assert finding.reason == "不合规定（《测试条例》第十二条）：最早2026年3月6日。"
    assert finding.calculation[-1].startswith("结果：最早2026年3月6日")


def test_what_was_voided_since_does_not_count() -> None:
    inspected = ("inspected", "2026-03-03")
    assert one(decided("2026-03-20", TOLD, inspected), "B-1").verdict == "breached"
    again = ("told", "2026-03-04", {"reason_told": True})
    assert one(decided("2026-03-20", TOLD, inspected, again), "B-1").verdict == "met"


def test_an_event_that_does_not_match_does_not_count_and_a_doubtful_one_is_unknown() -> None:
    silent = ("told", "2026-03-02", {"reason_told": False})
    doubtful = ("told", "2026-03-02", {})
    assert one(decided("2026-03-20", silent), "B-1").verdict == "breached"
    assert one(decided("2026-03-20", doubtful), "B-1").verdict == "unknown"
    assert one(decided("2026-03-20", doubtful, TOLD), "B-1").verdict == "met"


def test_unless_lifts_the_requirement() -> None:
    free = decided(lines=[{"kind": "fine", "fine_cents": 0}], secret=True)
    assert one(free, "B-1").verdict == "not_applicable"
    finding = one(decided(lines=[{"kind": "fine", "fine_cents": 0}]), "B-1")
    assert (finding.verdict, finding.missing) == ("unknown", ("secret",))
    assert "缺少“涉密”" in finding.reason


def test_a_gap_in_hours_is_exact_to_the_minute() -> None:
    served = ("served", "2026-03-07T10:00")
    first = decided("2026-03-06")
    soon = [*first, event(2, *served), event(3, "published", "2026-03-08T09:59")]
    late = [*first, event(2, *served), event(3, "published", "2026-03-08T10:00")]
    assert one(soon, "B-2").verdict == "breached"
    assert one(late, "B-2").verdict == "met"
    assert one([*first, event(2, *served)], "B-2").verdict == "not_applicable"


def test_a_thread_is_judged_at_its_gate_and_not_before() -> None:
    called = ("hearing_called", "2026-03-02", {"chair": "c"}, "stall.hearing#1")
    heard = ("heard", "2026-03-03", {}, "stall.hearing#1")
    assert one(history(called), "B-3").verdict == "not_applicable"
    assert one(history(called, heard), "B-3").verdict == "met"
    assert one(history(heard), "B-3").verdict == "breached"


# ── deadline ──


@pytest.mark.parametrize(
    ("end", "as_of", "verdict", "due"),
    [
        ("2026-03-16", "2026-12-31", "met", "2026-03-16"),
        ("2026-03-17", "2026-12-31", "breached", "2026-03-16"),
        (None, "2026-03-16", "running", "2026-03-16"),
        (None, "2026-03-17", "breached", "2026-03-16"),
    ],
)
def test_a_clock_in_working_days(end: str | None, as_of: str, verdict: str, due: str) -> None:
    events = history(OPENED, ("decided", end)) if end else history(OPENED)
    finding = one(events, "D-1", as_of)
    assert (finding.verdict, finding.due_day) == (verdict, day(due))
    assert finding.facts["to_day"] == (day(end) if end else None)
    assert finding.facts["from_day"] == day("2026-03-02")


def test_the_first_end_counts_whichever_step_it_is() -> None:
    events = history(OPENED, ("dropped", "2026-03-10"), ("decided", "2026-04-10"))
    assert one(events, "D-1").verdict == "met"


def test_a_cut_interval_pushes_the_end_out_and_an_open_one_suspends() -> None:
    cut = history(
        OPENED, ("suspended", "2026-03-03"), ("resumed", "2026-03-05"), ("decided", "2026-03-18")
    )
    assert one(cut, "D-1").due_day == day("2026-03-18")
    open_ = history(OPENED, ("suspended", "2026-03-03"))
    finding = one(open_, "D-1", "2026-12-01")
    assert (finding.verdict, finding.suspended, finding.due_day) == ("running", True, None)
    assert "中止" in finding.reason


def test_an_interval_still_open_at_the_end_is_closed_there() -> None:
    events = history(OPENED, ("suspended", "2026-03-13"), ("decided", "2026-03-18"))
    finding = one(events, "D-1")
    assert (finding.verdict, finding.due_day) == ("met", day("2026-03-19"))


def test_an_interval_that_opens_after_the_end_changes_nothing() -> None:
    events = history(
        OPENED, ("decided", "2026-03-17"), ("suspended", "2026-03-17"), ("resumed", "2026-03-30")
    )
    assert one(events, "D-1").verdict == "breached"


def test_an_extension_counts_only_when_granted_in_time() -> None:
    in_time = history(OPENED, ("extended", "2026-03-16"), ("decided", "2026-03-23"))
    late = history(OPENED, ("extended", "2026-03-17"), ("decided", "2026-03-23"))
    before = history(("extended", "2026-03-01"), OPENED, ("decided", "2026-03-23"))
    assert [one(each, "D-1").verdict for each in (in_time, late, before)] == [
        "met",
        "breached",
        "breached",
    ]


def test_unless_stops_a_clock_and_its_null_is_unknown() -> None:
    serious = ("opened", "2026-03-02", {"serious": True})
    silent = ("opened", "2026-03-02", {})
    assert one(history(serious), "D-1").verdict == "not_applicable"
    assert one(history(silent), "D-1").missing == ("serious",)


def test_a_special_norm_stands_in_place_of_the_general_one_only_where_it_surely_applies() -> None:
    food = history(("opened", "2026-03-02", {"serious": False, "sector": "food"}))
    assert one(food, "D-1", "2026-03-05").verdict == "not_applicable"
    assert one(food, "D-2", "2026-03-05").verdict == "running"
    silent = history(("opened", "2026-03-02", {"serious": False}))
    assert one(silent, "D-1", "2026-03-05").verdict == "running"
    assert one(silent, "D-2", "2026-03-05").verdict == "unknown"


def test_a_clock_in_hours_from_a_fact() -> None:
    paid = ("paid", "2026-03-02T09:00", {})
    on_time = history(paid, ("receipted", "2026-03-02T11:00"))
    late = history(paid, ("receipted", "2026-03-02T11:01"))
    assert (one(on_time, "D-3").verdict, one(late, "D-3").verdict) == ("met", "breached")
    running = one(history(paid), "D-3", "2026-03-02T11:00")
    assert (running.verdict, running.due_min) == ("running", day("2026-03-02") * 1440 + 660)


def test_a_period_from_a_fact_and_a_missing_one() -> None:
    due = {"due_from_on": "2026-03-02", "grace_days": 2}
    assert one(history(("paid", "2026-03-04", due)), "D-4").verdict == "met"
    assert one(history(("paid", "2026-03-05", due)), "D-4").verdict == "breached"
    assert one(history(("paid", "2026-03-05", {**due, "grace_days": None})), "D-4").missing == (
        "grace_days",
    )
    assert (
        one(history(("paid", "2026-03-05", {**due, "grace_days": -1})), "D-4").verdict == "unknown"
    )
    assert one(history(("paid", "2026-03-05")), "D-4").verdict == "not_applicable"


def test_an_estimated_calendar_never_breaches_and_a_missing_one_is_unknown() -> None:
    opened = ("opened", "2026-12-28", {"serious": False, "sector": "general"})
    late = history(opened, ("decided", "2027-03-01"))
    online = stall().calendar.online()
    finding = one(late, "D-1", "2027-03-02", calendar=online)
    assert (finding.verdict, finding.provisional) == ("unknown", True)
    assert "暂定" in finding.reason
    assert one(history(opened), "D-1", "2027-03-02", calendar=online).verdict == "running"
    missing = one(late, "D-1", "2027-03-02")
    assert missing.verdict == "unknown" and "2027年的放假安排" in missing.reason


def test_what_was_done_before_the_earliest_possible_end_is_in_time_without_a_calendar() -> None:
    opened = ("opened", "2026-12-28", {"serious": False, "sector": "general"})
    in_time = one(history(opened, ("decided", "2026-12-31")), "D-1", "2027-03-02")
    assert (in_time.verdict, in_time.provisional) == ("met", True)
    assert "期限不早于2027年1月7日届满，办理于2026年12月31日" in in_time.reason
    assert "2027年的放假安排" in in_time.calculation[0]
    assert one(history(opened, ("decided", "2027-01-07")), "D-1").verdict == "met"
    assert one(history(opened, ("decided", "2027-01-08")), "D-1").verdict == "unknown"
    assert one(history(opened), "D-1", "2027-01-07").verdict == "running"
    assert one(history(opened), "D-1", "2027-01-08").verdict == "unknown"


def test_an_interval_that_cannot_have_passed_is_breached_without_a_calendar() -> None:
    told = ("told", "2026-12-30", {"reason_told": True})
    decision = {"organ_name": "示例局", "secret": False}
    early = one(history(told, ("decided", "2027-01-02", decision)), "B-1", "2027-03-02")
    assert early.verdict == "breached" and "最早不早于2027年1月3日" in early.reason
    late = one(history(told, ("decided", "2027-01-03", decision)), "B-1", "2027-03-02")
    assert late.verdict == "unknown" and "2027年的放假安排" in late.reason


def test_no_start_no_clock() -> None:
    assert findings(history(("told", "2026-03-02")), "D-1") == []
