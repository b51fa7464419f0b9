"""Every rule kind over whole histories: the verdict, its reason, its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.law.stall import (
    OFFICERS,
    Certificates,
    Others,
    context,
    event,
    findings,
    history,
    one,
    stall,
)

from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.model import Applies, Deadline, Publicity, RequiresBefore, Within
from xiezhi.law.parameters import Value, overlaid
from xiezhi.law.periods.calendar import Calendar


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def decided(when: str = "2026-03-06", *before: tuple[Any, ...], **fields: Any) -> list[Any]:
    given = {"organ_name": "示例局", "total_cents": 5, "lines": [{"kind": "fine", "fine_cents": 5}]}
    return history(*before, ("decided", when, {**given, **fields}))


TOLD = ("told", "2026-03-02", {"reason_told": True})


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

OPENED = ("opened", "2026-03-02", {"serious": False, "sector": "general"})


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


# ── conditions, answers, publicity ──


@pytest.mark.parametrize(
    ("norm", "fields", "verdict"),
    [
        ("C-1", {}, "met"),
        ("C-1", {"total_cents": 6}, "breached"),
        ("C-1", {"total_cents": None}, "unknown"),
        ("C-1", {"organ_name": ""}, "breached"),
        ("L-3", {}, "unknown"),
        ("J-1", {}, "needs_judgement"),
        ("J-1", {"fit": "yes"}, "met"),
        ("J-1", {"fit": "no"}, "breached"),
        ("J-1", {"fit": "maybe"}, "needs_judgement"),
        ("U-2", {"secret": True}, "met"),
        ("U-2", {"secret": False}, "not_applicable"),
        ("U-2", {}, "unknown"),
        ("U-1", {"social": "bar"}, "met"),
        ("U-1", {}, "needs_judgement"),
    ],
)
def test_conditions_and_answers(norm: str, fields: dict[str, Any], verdict: str) -> None:
    assert one(decided(**fields), norm).verdict == verdict


def test_publishing_what_is_barred_is_a_breach_from_then_on() -> None:
    published = event(9, "published", "2026-03-20")
    assert one([*decided(secret=True), published], "U-2").verdict == "breached"
    assert one([*decided(social="bar"), published], "U-1").verdict == "breached"
    assert one([*decided(social="publish"), published], "U-1").verdict == "breached"
    assert (
        one([*decided(social="publish"), event(9, "published", "2026-03-17")], "U-1").verdict
        == "met"
    )
    earlier = [event(0, "published", "2026-03-01"), *decided(secret=True)]
    assert one(earlier, "U-2").verdict == "met"


def test_an_unset_parameter_is_named_as_missing() -> None:
    finding = one(decided(), "L-3")
    assert finding.missing == ("unset_cents",)
    assert "缺少“尚未规定的数额”" in finding.reason


def test_local_parameter_values_come_first_from_their_day_on() -> None:
    corpus = stall()
    local = overlaid(corpus.parameters, {"unset_cents": [Value((), date(2026, 3, 6), 4)]})
    for when, verdict in (("2026-03-05", "unknown"), ("2026-03-06", "breached")):
        assert one(decided(when), "L-3", parameters=local).verdict == verdict
    generous = overlaid(corpus.parameters, {"unset_cents": [Value((), date(2026, 1, 1), 5)]})
    assert one(decided(), "L-3", parameters=generous).verdict == "met"


def test_roles_and_registers() -> None:
    events = history(("inspected", "2026-03-02", {"by": OFFICERS}))
    assert one(events, "R-1").verdict == "met"
    assert {f.verdict for f in findings(events, "R-2")} == {"met"}
    expired = findings(events, "R-2", registers=Certificates(o_1="g"))
    assert [f.verdict for f in expired] == ["met", "breached"]
    assert [f.row for f in expired] == ["m/1/0", "m/1/1"]


def test_other_matters_are_seen_through_their_count_only() -> None:
    events = decided(lines=[{"kind": "fine", "fine_cents": 5, "act_key": "k-1"}])
    assert one(events, "X-1").verdict == "met"
    assert one(events, "X-1", elsewhere=Others(k_1=1)).verdict == "breached"
    assert one(events, "X-1", elsewhere=None).verdict == "unknown"


def test_a_procedure_covers_its_kinds_but_not_others() -> None:
    fast = [event(1, "decided", "2026-03-06", "stall.fast", total_cents=5, organ_name="示例局")]
    assert one(fast, "C-1").verdict == "breached"
    hearing = [event(1, "heard", "2026-03-06", "stall.hearing")]
    assert one(hearing, "P-2").verdict == "not_applicable"


def test_interpretation_has_no_verdict() -> None:
    assert findings(decided(), "I-1") == []
    assert "I-1" not in {
        f.norm for f in judge(stall(), derive(stall(), decided(), context()), context())
    }


# ── rules that no norm of the corpus has ──


def judged(norm: str, rule: Any, events: list[Any]) -> list[str]:
    """The verdicts of a norm with another rule."""
    changed = replace(stall(), norms={norm: replace(stall().norms[norm], rule=rule)})
    found = context()
    return [str(f.verdict) for f in judge(changed, derive(changed, events, found), found)]


def test_an_event_that_voids_is_not_itself_what_is_required() -> None:
    rule = RequiresBefore(("told", "inspected"), since=("inspected",))
    assert judged("C-1", rule, decided("2026-03-06", ("inspected", "2026-03-02"))) == ["breached"]
    both = decided("2026-03-06", ("inspected", "2026-03-02"), TOLD)
    assert judged("C-1", rule, both) == ["met"]


def test_an_own_event_that_is_barred_is_a_breach() -> None:
    rule = Publicity("barred", "涉密", bars=("decided",))
    assert judged("C-1", rule, decided()) == ["breached"]


def test_an_extension_before_the_starting_day_of_a_fact_does_not_count() -> None:
    rule = Deadline(
        (),
        ("paid",),
        Within("days", 2),
        "due_from_day",
        extended_by=(("extended", Within("days", 9)),),
    )
    paid = ("paid", "2026-03-10", {"due_from_on": "2026-03-02"})
    assert judged("D-4", rule, history(("extended", "2026-03-01"), paid)) == ["breached"]
    assert judged("D-4", rule, history(("extended", "2026-03-02"), paid)) == ["met"]


def test_an_entry_row_may_wait_for_a_later_event() -> None:
    rule = RequiresBefore(("served",), to=("paid",))
    served, paid = event(8, "served", "2026-03-08"), event(9, "paid", "2026-03-09")
    assert judged("C-1", rule, decided()) == ["not_applicable"]
    assert judged("C-1", rule, [*decided(), paid]) == ["breached"]
    assert judged("C-1", rule, [*decided(), served, paid]) == ["met"]


# ── version of the law ──


def test_before_the_first_loaded_version_the_verdict_is_unknown() -> None:
    finding = one(history(("opened", "2019-12-31", {"serious": False})), "L-1")
    assert finding.verdict == "unknown" and "未载入当时有效的法律" in finding.reason


def test_a_first_rule_leaves_what_came_before_it_alone_and_says_so() -> None:
    corpus = stall()
    first = replace(corpus.norms["L-1"], first=True)
    corpus = replace(corpus, norms={"L-1": first})
    rows_ = derive(corpus, history(("opened", "2019-12-31", {"serious": False})), context())
    (finding,) = judge(corpus, rows_, context())
    assert finding.verdict == "not_applicable"
    assert finding.reason == "不适用：自2020年1月1日起施行，此前没有这项规定。"


def test_after_its_end_a_norm_is_not_judged_and_its_successor_is() -> None:
    corpus = stall()
    old = replace(corpus.norms["C-1"], id="OLD", in_force=(date(2020, 1, 1), date(2025, 12, 31)))
    new = replace(corpus.norms["C-1"], in_force=(date(2026, 1, 1), None), displaces=("OLD",))
    both = replace(corpus, norms={"OLD": old, "C-1": new})
    for when, verdicts in (
        ("2025-12-31", {"OLD": "met", "C-1": "not_applicable"}),
        ("2026-01-01", {"OLD": "not_applicable", "C-1": "met"}),
    ):
        found = context()
        rows = derive(both, decided(when), found)
        assert {f.norm: str(f.verdict) for f in judge(both, rows, found)} == verdicts


def test_a_condition_that_is_null_makes_the_norm_unknown_and_names_the_fact() -> None:
    corpus = stall()
    norm = replace(corpus.norms["C-1"], applies=Applies(("stall",), "secret = 1"))
    changed = replace(corpus, norms={"C-1": norm})
    (finding,) = judge(changed, derive(changed, decided(), context()), context())
    assert (finding.verdict, finding.missing) == ("unknown", ("secret",))


def test_a_calendar_of_another_organ_may_differ() -> None:
    always = Calendar({2026: stall().calendar._published[2026]}, weekend=())
    assert one(history(OPENED), "D-1", "2026-03-03", calendar=always).due_day == day("2026-03-12")
