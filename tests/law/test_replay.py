"""The gate and the replay: what may be done, what is refused and why, which clocks run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.law.stall import OFFICERS, Certificates, at, context, event, history, stall

from xiezhi.law.procedures.consider import consider, refusing
from xiezhi.law.procedures.ladder import Ladder
from xiezhi.law.procedures.order import begins, closes, misplaced
from xiezhi.law.procedures.replay import replay
from xiezhi.law.procedures.state import State
from xiezhi.law.texts import Compiler
from xiezhi.law.verdicts import Finding, Verdict

OPENED = (
    "opened",
    "2026-03-02",
    {"serious": False, "sector": "general", "occurred_on": "2026-02-20"},
)
INSPECTED = ("inspected", "2026-03-03", {"by": OFFICERS})
LINE = {"stall_no": 1, "kind": "fine", "fine_cents": 5000, "act_key": "k-1"}
TOLD = ("told", "2026-03-04", {"reason_told": True, "lines": [LINE]})
DECISION = {
    "lines": [LINE],
    "total_cents": 5000,
    "organ_name": "示例局",
    "fit": "yes",
    "secret": False,
}


def refusals(events: list[Any], candidate: Any, **given: Any) -> list[str]:
    found = consider(stall(), events, candidate, context("2026-12-31", **given))
    return sorted({finding.norm for finding in refusing(found, stall())})


def state(*steps: Any, as_of: str = "2026-03-05", **given: Any) -> State:
    return replay(stall(), history(*steps), context(as_of, **given))


# ── the gate ──


def test_a_lawful_decision_passes() -> None:
    events = history(OPENED, INSPECTED, TOLD)
    assert refusals(events, event(4, "decided", "2026-03-10", **DECISION)) == []


def test_a_refused_decision_says_which_norms_refuse_it() -> None:
    candidate = event(3, "decided", "2026-03-10", **{**DECISION, "total_cents": 1, "fit": "no"})
    assert refusals(history(OPENED, INSPECTED), candidate) == ["B-1", "C-1", "J-1"]


def test_what_is_missing_or_waits_for_a_judgement_does_not_pass() -> None:
    candidate = event(4, "decided", "2026-03-10", **{**DECISION, "fit": None, "secret": None})
    assert refusals(history(OPENED, INSPECTED, TOLD), candidate) == ["J-1"]
    assert refusals(
        history(OPENED), event(2, "inspected", "2026-03-03", by=OFFICERS), registers=None
    ) == ["R-2"]


def test_only_the_candidates_own_rows_are_looked_at() -> None:
    bad = ("decided", "2026-03-10", {**DECISION, "total_cents": 1})
    events = history(OPENED, INSPECTED, TOLD, bad)
    assert refusals(events, event(5, "decided", "2026-03-11", **DECISION)) == []


def test_rows_of_other_steps_are_all_looked_at() -> None:
    secret = ("decided", "2026-03-10", {**DECISION, "secret": True})
    published = event(5, "published", "2026-03-12")
    assert refusals(history(OPENED, TOLD, secret), published) == ["U-2"]
    plain = ("decided", "2026-03-11", DECISION)
    assert refusals(history(OPENED, TOLD, secret, plain), published) == ["U-2"]


def test_a_candidate_may_come_late_and_takes_its_place_in_time() -> None:
    told_later = replace(history(TOLD)[0], seq=9)
    events = [*history(OPENED, INSPECTED), told_later]
    assert refusals(events, event(10, "decided", "2026-03-10", **DECISION)) == []
    assert refusals(events, event(10, "decided", "2026-03-03T12:00", **DECISION)) == ["B-1"]


def test_a_clock_holds_back_its_gate_until_its_end_is_there_however_late() -> None:
    closing = event(9, "closed", "2026-04-10")
    assert refusals(history(OPENED), closing) == ["D-1"]
    assert refusals(history(OPENED, ("decided", "2026-04-09", DECISION)), closing) == []


def test_a_clock_never_refuses_its_own_late_end() -> None:
    assert "D-1" not in refusals(history(OPENED), event(2, "decided", "2026-05-20", **DECISION))


def test_only_the_candidates_thread_is_looked_at() -> None:
    corpus = stall()
    heard = event(3, "heard", "2026-03-05", "stall.hearing#2", held_open=True)
    assert refusals(history(OPENED), heard) == ["B-3"]
    called = event(2, "hearing_called", "2026-03-04", "stall.hearing#1", chair="c")
    assert refusals([*history(OPENED), called], heard) == ["B-3"]
    assert (
        refusals([*history(OPENED), called, replace(called, seq=4, thread=heard.thread)], heard)
        == []
    )
    rows = {f.row for f in consider(corpus, [called], heard, context()) if f.norm == "B-3"}
    assert rows == {"m/stall.hearing#2"}


def test_a_step_without_gates_costs_nothing_and_passes() -> None:
    assert consider(stall(), history(OPENED), event(2, "dropped", "2026-03-03"), context()) == []


def test_a_norm_whose_text_was_not_at_hand_warns_until_the_operator_verifies_it() -> None:
    corpus = stall()
    norm = corpus.norms["B-3"]
    unread = replace(corpus, norms={**corpus.norms, "B-3": replace(norm, verified=False)})
    found = [Finding("B-3", norm.grain, "m", Verdict.BREACHED)]
    assert [f.norm for f in refusing(found, corpus)] == ["B-3"]
    assert refusing(found, unread) == []
    assert [f.norm for f in refusing(found, unread, {"B-3"})] == ["B-3"]


# ── the order of steps ──

PAID, CLOSED, DECIDED = ("paid", "2026-03-03"), ("closed", "2026-03-04"), ("decided", "2026-03-03")


@pytest.mark.parametrize(
    ("steps", "candidate", "because"),
    [
        ([], event(1, "inspected", "2026-03-03"), ["after"]),
        ([OPENED], event(2, "opened", "2026-03-03"), ["once"]),
        ([OPENED, ("closed", "2026-03-04")], event(3, "inspected", "2026-03-05"), ["not_after"]),
        ([OPENED], event(2, "inspected", "2026-03-03"), []),
        ([OPENED, PAID, CLOSED], event(4, "receipted", "2026-03-05"), ["closed"]),
        ([OPENED, PAID, CLOSED], event(4, "closed", "2026-03-05"), ["after", "once"]),
        ([OPENED, PAID, CLOSED], event(4, "receipted", "2026-03-05", "stall#2"), []),
        ([OPENED, DECIDED, CLOSED], event(4, "paid", "2026-03-05"), []),
        ([OPENED], event(2, "no_such_step", "2026-03-03"), ["unknown"]),
        ([OPENED], event(2, "opened", "2026-03-03", "stall#2"), []),
    ],
)
def test_steps_out_of_place(steps: list[Any], candidate: Any, because: list[str]) -> None:
    found = misplaced(stall(), history(*steps), candidate)
    assert [each.because for each in found] == because
    assert all(each.reason.endswith("。") for each in found)


def test_only_a_first_step_of_a_procedure_that_recurs_begins_another_thread() -> None:
    asked = [("stall.hearing", "hearing_called"), ("stall.hearing", "heard"), ("stall", "opened")]
    assert [begins(stall(), *each) for each in asked] == [True, False, False]
    assert not begins(stall(), "stall.hearing", "no_such_step")
    assert [closes(stall(), *each) for each in asked] == [False, True, False]


# ── replay ──


def test_nothing_happened_is_an_empty_state() -> None:
    assert state() == State()


def test_replay_shows_what_was_done_and_what_may_be_done() -> None:
    (thread,) = state(OPENED, INSPECTED).threads
    assert [(d.step, d.title, d.phase) for d in thread.done] == [
        ("opened", "立案", "start"),
        ("inspected", "检查", "work"),
    ]
    open_ = {each.step.name for each in thread.open}
    assert {"inspected", "told", "suspended", "dropped"} <= open_
    assert not open_ & {"opened", "resumed", "served", "closed"}


def test_replay_refuses_with_findings_and_cures() -> None:
    (thread,) = state(OPENED, INSPECTED).threads
    refused = {each.step.name: each for each in thread.refused}
    assert set(refused) == {"opened"}
    assert [m.because for m in refused["opened"].misplaced] == ["once"]
    (thread,) = state(OPENED, ("dropped", "2026-03-03"), as_of="2026-03-04").threads
    assert "closed" in {each.step.name for each in thread.open}
    (thread,) = state(
        ("decided", "2026-03-03", {**DECISION, "secret": True}), as_of="2026-03-04"
    ).threads
    refused = {each.step.name: each for each in thread.refused}
    assert [f.norm for f in refused["published"].findings] == ["U-2"]
    assert refused["published"].cures == ("先办理前一步",)


def test_what_depends_on_the_form_does_not_refuse_an_empty_one() -> None:
    corpus = stall()
    assert {"C-1", "R-1", "J-1", "B-1"} <= corpus.form_bound
    assert "D-3" not in corpus.form_bound and "B-3" not in corpus.form_bound
    (thread,) = state(OPENED, TOLD, as_of="2026-03-20").threads
    assert "decided" in {each.step.name for each in thread.open}


def test_a_norm_that_reads_no_form_refuses_before_the_form_is_filled() -> None:
    called = event(2, "hearing_called", "2026-03-04", "stall.hearing#1", chair="c")
    found = replay(stall(), [*history(OPENED), called], context("2026-03-05"))
    threads = {thread.id: thread for thread in found.threads}
    assert [t.title for t in threads.values()] == ["摊位处罚程序", "摊位听证"]
    assert "heard" in {each.step.name for each in threads["stall.hearing#1"].open}


def test_warnings_do_not_close_a_step() -> None:
    (thread,) = state(OPENED, TOLD, ("decided", "2026-03-10", DECISION), as_of="2026-03-11").threads
    (published,) = (each for each in thread.open if each.step.name == "published")
    assert [f.norm for f in published.warnings] == ["U-1"]


def clock(found: State, norm: str) -> Any:
    return next(each for each in found.clocks if each.norm == norm)


@pytest.mark.parametrize(
    ("as_of", "colour", "remaining"),
    [
        ("2026-03-03", "green", 9),
        ("2026-03-11", "green", 3),
        ("2026-03-12", "yellow", 2),
        ("2026-03-16", "yellow", 0),
        ("2026-03-17", "red", -1),
    ],
)
def test_a_clock_turns_yellow_by_the_ladder_and_red_on_the_day_after(
    as_of: str, colour: str, remaining: int
) -> None:
    found = clock(state(OPENED, as_of=as_of), "D-1")
    assert (found.colour, found.remaining, found.unit) == (colour, remaining, "workdays")
    assert found.to == ("decided", "dropped")
    assert found.finding.calculation[0].startswith("起算：2026年3月2日")


def test_a_suspended_clock_has_no_end_and_no_colour_of_haste() -> None:
    found = clock(state(OPENED, ("suspended", "2026-03-03"), as_of="2026-12-01"), "D-1")
    assert (found.colour, found.remaining) == ("suspended", None)


def test_an_estimated_calendar_is_never_red() -> None:
    late = ("opened", "2026-12-28", {"serious": False, "sector": "general"})
    online = stall().calendar.online()
    found = clock(state(late, as_of="2027-03-01", calendar=online), "D-1")
    assert (found.colour, found.finding.provisional) == ("yellow", True)


def test_a_clock_that_ended_is_not_shown() -> None:
    found = state(OPENED, ("dropped", "2026-03-20"), as_of="2026-03-21")
    assert "D-1" not in {each.norm for each in found.clocks}


def test_a_clock_in_hours_counts_minutes() -> None:
    paid = ("paid", "2026-03-02T09:00", {})
    found = clock(state(paid, as_of="2026-03-02T10:00"), "D-3")
    assert (found.remaining, found.unit, found.colour) == (60, "minutes", "yellow")


@pytest.mark.parametrize(
    ("length", "left", "unit", "yellow"),
    [
        (3, 1, "days", True),
        (3, 2, "days", False),
        (4, 2, "days", True),
        (10, 3, "workdays", False),
        (30, 5, "days", True),
        (31, 4, "days", False),
        (31, 3, "days", True),
        (30, 4, "months", False),
        (30, 3, "months", True),
        (4320, 1440, "hours", True),
        (4320, 1441, "hours", False),
    ],
)
def test_the_ladder_is_made_of_parameters(length: int, left: int, unit: str, yellow: bool) -> None:
    ladder = Ladder(Compiler(stall().parameters))
    assert ladder.yellow(length, left, unit, {"own_day": 20000}) is yellow
    assert not Ladder(Compiler({})).yellow(1, 0, "days", {})


def test_missing_facts_are_named_with_the_norms_that_wait() -> None:
    found = state(("opened", "2026-03-02", {"sector": "general"}))
    missing = {each.name: each for each in found.missing}
    assert missing["serious"].title == "严重" and missing["serious"].norms == ("D-1",)
    assert missing["last_lawful_day"].norms == ("L-1",)


def test_replay_as_of_a_day_before_the_last_event_does_not_crash() -> None:
    assert state(OPENED, INSPECTED, as_of="2026-03-01").threads[0].done[1].at == at("2026-03-03")


def test_a_foreign_procedure_shows_its_events_and_offers_nothing() -> None:
    (thread,) = replay(stall(), [event(1, "x", "2026-03-02", "abroad")], context()).threads
    assert (thread.title, thread.open, thread.refused) == ("abroad", (), ())
    assert thread.done[0].title == "x"


def test_a_register_that_refuses_is_seen_by_the_gate() -> None:
    candidate = event(2, "inspected", "2026-03-03", by=OFFICERS)
    assert refusals(history(OPENED), candidate, registers=Certificates(o_1="g")) == ["R-2"]
