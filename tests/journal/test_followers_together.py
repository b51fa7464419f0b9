"""Followers that take entries together: one call for a run of them, and still one named place of failure."""

from __future__ import annotations

from collections.abc import Sequence

from tests.journal.conftest import act

from xiezhi.journal.door import record_many
from xiezhi.journal.follow import Follower, run_followers
from xiezhi.journal.models import Cursor, Entry
from xiezhi.journal.reads import histories_of, history


def test_a_run_of_entries_is_handed_over_in_one_call(node: str) -> None:
    record_many([act("step_a"), act("step_b"), act("step_c", matter="m-2")])
    runs: list[list[str]] = []

    def together(entries: Sequence[Entry]) -> None:
        runs.append([entry.step for entry in entries])

    assert run_followers([Follower("f", _never, together)]) == {"f": 3}
    assert runs == [["step_a", "step_b", "step_c"]]


def test_when_a_run_fails_its_entries_go_one_by_one_up_to_the_one_that_fails(node: str) -> None:
    record_many([act("step_a"), act("step_b"), act("step_c")])
    seen: list[str] = []

    def together(entries: Sequence[Entry]) -> None:
        raise ValueError("一并处理不成")

    def alone(entry: Entry) -> None:
        if entry.step == "step_c":
            raise ValueError("坏的记载")
        seen.append(entry.step)

    assert run_followers([Follower("f", alone, together)]) == {"f": 2}
    assert seen == ["step_a", "step_b"]
    assert "坏的记载" in Cursor.objects.get(name="f").error


def test_histories_of_several_matters_are_their_histories(node: str) -> None:
    record_many([act("step_a"), act("step_b"), act("step_c", matter="m-2")])
    both = histories_of(["n1-2026-1", "m-2", "nowhere"], reveal=True)
    assert set(both) == {"n1-2026-1", "m-2"}
    assert all(events == history(matter, reveal=True) for matter, events in both.items())


def _never(entry: Entry) -> None:
    raise AssertionError(entry)
