"""Whatever happens in whatever order: no crash, six words only, and what is past stays judged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.stall import OFFICERS, ZONE, Others, context, stall

from xiezhi.law.events import Event, in_order
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.procedures.consider import consider, refusing
from xiezhi.law.procedures.replay import replay
from xiezhi.law.verdicts import Verdict

START = datetime(2026, 1, 5, 9, tzinfo=ZONE)
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 20000),
    st.sampled_from(
        ["", "yes", "no", "publish", "bar", "fine", "warning", "food", "2026-03-02", "2026-02-30"]
    ),
)
plausible: dict[str, st.SearchStrategy[Any]] = {
    "sector": st.sampled_from(["general", "food"]),
    "serious": st.booleans(),
    "reason_told": st.booleans(),
    "occurred_on": st.sampled_from(["2025-09-01", "2026-01-01"]),
    "fit": st.sampled_from(["yes", "no"]),
    "social": st.sampled_from(["publish", "bar"]),
    "secret": st.booleans(),
    "grace_days": st.integers(0, 9),
    "due_from_on": st.just("2026-01-10"),
    "total_cents": st.integers(0, 9000),
    "organ_name": st.just("示例局"),
    "stall_no": st.integers(1, 3),
    "held_open": st.booleans(),
    "chair": st.sampled_from(["o-1", "c-1"]),
}
line = st.fixed_dictionaries(
    {},
    optional={
        "stall_no": st.integers(1, 3) | anything,
        "kind": st.sampled_from(["fine", "warning"]) | anything,
        "fine_cents": st.integers(0, 9000) | anything,
        "act_key": st.sampled_from(["k-1", "k-2"]),
    },
)
fields = st.fixed_dictionaries(
    {},
    optional={
        **{name: strategy | anything for name, strategy in plausible.items()},
        "lines": st.lists(line, max_size=3) | anything,
        "by": st.just(OFFICERS) | st.lists(st.sampled_from(OFFICERS), max_size=2) | anything,
    },
)
threads = st.sampled_from(["stall", "stall#2", "stall.hearing#1", "stall.hearing#2", "stall.fast"])
steps = st.sampled_from(sorted(stall().steps) + ["unheard_of"])


@st.composite
def histories(draw: st.DrawFn, least: int = 0) -> list[Event]:
    events = []
    for seq in range(1, draw(st.integers(least, 12)) + 1):
        thread = draw(threads)
        at = START + timedelta(minutes=draw(st.integers(0, 90 * 1440)))
        events.append(
            Event(
                "m",
                thread,
                thread.partition("#")[0],
                seq,
                draw(steps),
                at,
                at,
                "decide",
                draw(fields),
            )
        )
    return events


@given(histories())
@settings(max_examples=150, deadline=None)
def test_no_history_crashes_and_every_verdict_is_one_of_the_six_words(events: list[Event]) -> None:
    found = context("2026-06-30", elsewhere=Others(k_1=1))
    rows = derive(stall(), events, found)
    for grain in rows:
        for row in rows[grain]:
            for value in row.all_facts().values():
                assert value is None or type(value) in (int, str)
    for finding in judge(stall(), rows, found):
        assert finding.verdict in Verdict
        assert finding.reason.endswith("。") or finding.verdict is Verdict.NOT_APPLICABLE
        assert finding.verdict is not Verdict.UNKNOWN or finding.missing or "：" in finding.reason
        assert all(isinstance(sentence, str) for sentence in finding.calculation)
    state = replay(stall(), events, found)
    assert sum(len(thread.done) for thread in state.threads) == len(events)


@given(histories(least=1))
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_entries_arrive_does_not_matter(events: list[Event]) -> None:
    found = context("2026-06-30")
    one = judge(stall(), derive(stall(), events, found), found)
    other = judge(stall(), derive(stall(), reversed(events), found), found)
    assert one == other


#: Norms that look only backwards from their own entry: nothing that happens later may change them.
BACKWARD = ("B-1", "C-1", "C-2", "R-1", "R-2", "L-1", "L-2", "J-1")


@given(histories(least=2), st.integers(1, 11))
@settings(max_examples=150, deadline=None)
def test_what_later_events_bring_does_not_change_what_looks_back(
    events: list[Event], cut: int
) -> None:
    found, ordered = context("2026-06-30"), in_order(events)
    past = ordered[:cut]
    before = {
        (f.norm, f.row): f for f in judge(stall(), derive(stall(), past, found), found, BACKWARD)
    }
    after = {
        (f.norm, f.row): f for f in judge(stall(), derive(stall(), ordered, found), found, BACKWARD)
    }
    sectors = [e for e in past if e.step == "opened" and e.fields.get("sector")]
    for key, finding in before.items():
        if finding.norm != "L-2" or sectors:
            assert after[key] == finding


@given(histories(least=1))
@settings(max_examples=150, deadline=None)
def test_the_gate_says_what_the_judgement_of_the_whole_says(events: list[Event]) -> None:
    found, ordered = context("2026-06-30"), in_order(events)
    candidate = ordered[-1]
    gated = consider(stall(), ordered[:-1], candidate, found)
    whole = judge(stall(), derive(stall(), ordered, found), found)
    assert all(finding in whole for finding in gated)
    assert all(stall().norms[f.norm].breach.effect == "block" for f in refusing(gated, stall()))
    assert {f.norm for f in gated} <= set(stall().gating.get(candidate.step, ()))


@given(histories(least=1), st.integers(0, 200))
@settings(max_examples=100, deadline=None)
def test_time_alone_only_turns_running_into_breached(events: list[Event], days: int) -> None:
    early, late = context("2026-04-10"), context("2026-04-10")
    late = type(late)(
        late.calendar, late.as_of + timedelta(days=days), None, late.registers, late.elsewhere
    )
    one = judge(stall(), derive(stall(), events, early), early)
    other = judge(stall(), derive(stall(), events, late), late)
    for before, after in zip(one, other, strict=True):
        assert before.verdict == after.verdict or (before.verdict, after.verdict) == (
            "running",
            "breached",
        )
