"""Conditions, answers, publicity, uncommon rules and versions of the law over whole histories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.law.stall import (
    OFFICERS,
    OPENED,
    TOLD,
    Certificates,
    Others,
    context,
    day,
    decided,
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
