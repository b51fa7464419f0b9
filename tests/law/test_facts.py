"""Every derivation, against values worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.law.stall import OFFICERS, Certificates, Others, event, history, rows, stall

from xiezhi.law.facts.derive import derive, elsewhere_keys


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def values(events: list[Any], grain: str, *names: str, **given: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.facts[name] for name in names) for row in rows(events, **given)[grain]]


FINE = {"stall_no": 1, "kind": "fine", "fine_cents": 5000, "act_key": "k-1"}
OTHER = {"stall_no": 2, "kind": "fine", "fine_cents": 7000, "act_key": "k-2"}
WARNING = {"stall_no": 3, "kind": "warning", "fine_cents": 0, "act_key": "k-3"}


def test_first_skips_events_that_do_not_match() -> None:
    events = history(("opened", "2026-03-02"), ("opened", "2026-03-03", {"sector": "food"}))
    assert values(events, "case", "sector") == [("food",)]


def test_sum_of_nothing_is_null_and_of_something_its_sum() -> None:
    assert values(history(("opened", "2026-03-02")), "case", "paid_cents") == [(None,)]
    events = history(
        ("paid", "2026-03-02", {"paid_on_spot_cents": 5}),
        ("paid", "2026-03-03", {"paid_on_spot_cents": 7}),
    )
    assert values(events, "case", "paid_cents") == [(12,)]


def test_next_starts_at_the_first_or_at_the_last_event_before() -> None:
    events = history(
        ("paid", "2026-03-01"),
        ("decided", "2026-03-02"),
        ("paid", "2026-03-03"),
        ("decided", "2026-03-04"),
        ("paid", "2026-03-05"),
    )
    assert values(events, "case", "next_paid_day", "last_paid_day") == [
        (day("2026-03-03"), day("2026-03-05"))
    ]


def test_overlapping_intervals_count_once_and_open_ones_not_at_all() -> None:
    events = history(
        ("suspended", "2026-03-01"),
        ("sent", "2026-03-03"),
        ("resumed", "2026-03-05"),
        ("asked", "2026-03-06"),
        ("answered", "2026-03-09"),
        ("suspended", "2026-03-20"),
    )
    assert values(events, "case", "lasting_days") == [(8,)]


def test_before_since_and_where_narrow_the_choice() -> None:
    events = history(
        ("told", "2026-03-01", {"stall_no": 1}),
        ("inspected", "2026-03-02"),
        ("told", "2026-03-03", {"stall_no": 2}),
        ("told", "2026-03-04", {"stall_no": 2}),
        ("decided", "2026-03-05"),
        ("told", "2026-03-06", {"stall_no": 3}),
        ("paid", "2026-03-07"),
    )
    assert values(
        events, "decision", "told_count", "last_told_day", "told_stalls", "later_paid_count"
    ) == [(2, day("2026-03-04"), 3, 1)]


def test_the_own_event_is_not_before_itself_and_the_voiding_one_does_not_count() -> None:
    events = history(
        ("inspected", "2026-03-01"),
        ("told", "2026-03-02"),
        ("decided", "2026-03-03"),
        ("decided", "2026-03-04"),
    )
    assert values(events, "decision", "decided_before", "work_count") == [(0, 1), (1, 1)]


def test_events_of_one_moment_are_ordered_by_seq() -> None:
    told, decided = event(2, "told", "2026-03-05"), event(1, "decided", "2026-03-05")
    assert values([told, decided], "decision", "told_count") == [(0,)]
    later = event(3, "decided", "2026-03-05")
    assert values([told, later], "decision", "told_count") == [(1,)]


def test_an_item_is_matched_to_the_same_item_told_before() -> None:
    events = history(
        ("told", "2026-03-01", {"lines": [FINE, {**OTHER, "fine_cents": 6000}]}),
        ("decided", "2026-03-02", {"lines": [OTHER, FINE, WARNING, {"kind": "fine"}]}),
    )
    assert values(events, "line", "stall_no", "told_line_cents") == [
        (2, 6000),
        (1, 5000),
        (3, None),
        (None, None),
    ]


def test_only_the_own_event_is_seen_when_asked_for() -> None:
    events = history(
        ("decided", "2026-03-02", {"lines": [FINE, OTHER]}),
        ("decided", "2026-03-03", {"lines": [FINE, FINE, {"kind": "fine"}]}),
    )
    assert values(events, "line", "alike_count") == [(1,), (1,), (2,), (2,), (0,)]


def test_children_are_counted_summed_and_compared_under_their_own_parent() -> None:
    events = history(
        ("decided", "2026-03-02", {"lines": [FINE, WARNING], "total_cents": 5000}),
        ("decided", "2026-03-03", {"lines": [OTHER]}),
        ("decided", "2026-03-04", {"lines": []}),
    )
    assert values(events, "decision", "fine_total_cents") == [(5000,), (7000,), (None,)]
    assert values(
        events, "case", "line_count", "highest_cents", "lowest_cents", "secret_cents"
    ) == [(3, 7000, 0, 12000)]


def test_distinct_children_and_a_register() -> None:
    twice = [*OFFICERS, OFFICERS[0], {"person": "h", "role": "head", "organ": "g"}]
    events = history(("inspected", "2026-03-02", {"by": twice}))
    assert values(events, "act", "officer_count") == [(2,)]
    registers = Certificates(o_1="g", o_2="elsewhere")
    assert values(events, "actor", "certified", registers=registers) == [(1,), (0,), (1,), (0,)]
    assert values(events, "actor", "certified", registers=None)[0] == (None,)
    nobody = history(("inspected", "2026-03-02", {"by": [{"role": "officer"}]}))
    assert values(nobody, "actor", "certified") == [(None,)]


def test_a_due_day_is_counted_in_months() -> None:
    events = history(("opened", "2026-03-02", {"occurred_on": "2025-08-31"}))
    assert values(events, "filing", "last_lawful_day") == [(day("2026-02-28"),)]
    assert values(history(("opened", "2026-03-02")), "filing", "last_lawful_day") == [(None,)]


def test_an_expression_becomes_one_zero_or_null_and_reads_dated_parameters() -> None:
    line = {"kind": "fine", "fine_cents": 5000}
    for sector, when, large in (
        ("general", "2026-03-02", 0),
        ("food", "2026-03-02", 1),
        ("food", "2025-12-31", 0),
    ):
        events = history(("opened", when, {"sector": sector}), ("decided", when, {"lines": [line]}))
        assert values(events, "line", "large") == [(large,)]
    unknown = history(("decided", "2026-03-02", {"lines": [{"kind": "fine"}]}))
    assert values(unknown, "line", "large") == [(None,)]


def test_a_thread_row_sees_only_its_thread_and_its_children_see_it() -> None:
    first, second = "stall.hearing#1", "stall.hearing#2"
    events = history(
        ("opened", "2026-03-01"),
        ("hearing_called", "2026-03-02", {"chair": "c-1"}, first),
        ("hearing_called", "2026-03-02", {"chair": "c-2"}, second),
        (
            "heard",
            "2026-03-03",
            {"by": [{"person": "c-1", "role": "chair"}], "held_open": True},
            first,
        ),
        (
            "heard",
            "2026-03-04",
            {"by": [{"person": "c-1", "role": "chair"}], "held_open": False},
            second,
        ),
    )
    assert values(events, "hearing", "procedure", "chair", "chair_acts", "own_day") == [
        ("stall.hearing", "c-1", 1, day("2026-03-03")),
        ("stall.hearing", "c-2", 0, day("2026-03-04")),
    ]
    assert values(events, "hearing", "session_count") == [(1,), (1,)]
    assert values(events, "session", "heard_open", "chair", "procedure") == [
        (1, "c-1", "stall.hearing"),
        (0, "c-2", "stall.hearing"),
    ]
    assert [row.key for row in rows(events)["hearing"]] == [f"m/{first}", f"m/{second}"]


def test_a_step_outside_a_thread_of_its_parent_still_sees_the_matter() -> None:
    events = history(
        ("opened", "2026-03-01", {"sector": "food"}),
        ("heard", "2026-03-03", {"held_open": True}, "stall"),
    )
    assert values(events, "session", "heard_open", "chair", "sector") == [(1, None, "food")]


def test_rows_have_the_keys_of_their_grain() -> None:
    events = history(("opened", "2026-03-01"), ("decided", "2026-03-02", {"lines": [FINE, OTHER]}))
    derived = rows(events)
    assert [row.key for row in derived["case"]] == ["m"]
    assert [row.key for row in derived["decision"]] == ["m/2"]
    assert [row.key for row in derived["line"]] == ["m/2/0", "m/2/1"]
    assert rows([])["case"] == []


def test_automatic_facts_are_there_on_every_row() -> None:
    events = history(
        ("opened", "2026-03-01T08:30"), ("decided", "2026-03-02T10:15", {"lines": [FINE]})
    )
    (line,) = rows(events, as_of="2026-04-01")["line"]
    seen = [
        line.facts[n]
        for n in ("own_day", "own_min", "own_seq", "step", "mode", "procedure", "as_of_day")
    ]
    minute = day("2026-03-02") * 1440 + 615
    assert seen == [day("2026-03-02"), minute, 2, "decided", "decide", "stall", day("2026-04-01")]
    (case,) = rows(events)["case"]
    assert (case.facts["own_day"], case.facts["procedure"]) == (day("2026-03-02"), "stall")


def test_what_is_ill_typed_is_null_not_a_crash() -> None:
    wrong = {"occurred_on": "soon", "serious": "perhaps", "sector": 7, "story": ["x"]}
    events = history(
        ("opened", "2026-03-01", wrong),
        (
            "decided",
            "2026-03-02",
            {"lines": ["no row", {"fine_cents": "much", "kind": 3}], "total_cents": True},
        ),
        ("told", "2026-03-03", {"told_at": 12, "lines": "none"}),
    )
    assert values(events, "filing", "occurred_day", "serious", "sector") == [(None, None, None)]
    assert values(events, "line", "line_cents", "line_kind") == [(None, None)]
    assert values(events, "notice", "told_at_min") == [(None,)]


def test_other_matters_are_counted_under_the_same_key() -> None:
    events = history(("decided", "2026-03-02", {"lines": [FINE, WARNING, {"kind": "fine"}]}))
    counted = values(events, "line", "fined_elsewhere", elsewhere=Others(k_1=2))
    assert counted == [(2,), (0,), (None,)]
    assert values(events, "line", "fined_elsewhere", elsewhere=None)[0] == (None,)


def test_a_matter_tells_other_matters_only_what_matches() -> None:
    events = history(("decided", "2026-03-02", {"lines": [FINE, WARNING, OTHER]}))
    told = [each[:3] for each in elsewhere_keys(stall(), rows(events))]
    assert told == [("fined_elsewhere", "k-1", "m/1/0"), ("fined_elsewhere", "k-2", "m/1/2")]


def test_facts_are_computed_once_and_only_when_asked_for() -> None:
    events = history(("decided", "2026-03-02", {"lines": [FINE]}))
    derived = derive(stall(), events, rows(events).context)
    (row,) = derived["decision"]
    assert dict(row.facts) == {}
    assert row.facts["fine_total_cents"] == 5000
    assert set(row.facts) == {"fine_total_cents"}
    assert set(row.all_facts()) >= {n for n, f in stall().facts.items() if f.grain == "decision"}
