"""Two at once: one wins, the other is told; the log has no gap and no follower misses an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connections
from tests.journal.conftest import act

from xiezhi.journal.door import KeyReused, StaleExpect, record
from xiezhi.journal.follow import Follower, run_followers
from xiezhi.journal.models import Cursor, Entry, LogLine
from xiezhi.journal.reads import log_status


@contextmanager
def workers(count: int) -> Iterator[Callable[..., Future]]:
    """Threads, each with a connection of its own."""

    def closing(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        yield lambda work: pool.submit(closing, work)


def outcome(future: Future) -> Any:
    return future.exception(30) or future.result()


@pytest.mark.parametrize("round_", range(5))
def test_of_two_who_saw_the_same_state_one_wins_and_the_other_gets_both_texts(
    node: str, round_: int
) -> None:
    record(act())
    start = Barrier(2)

    def attempt(cause: str) -> Any:
        start.wait(10)
        return record(act("evidence_collected", expect=1, fields={"cause": cause}))

    with workers(2) as run:
        futures = {cause: run(lambda c=cause: attempt(c)) for cause in ("甲", "乙")}
        outcomes = {cause: outcome(future) for cause, future in futures.items()}
    lost = [cause for cause, result in outcomes.items() if isinstance(result, StaleExpect)]
    assert len(lost) == 1
    stale = outcomes[lost[0]]
    assert stale.act.fields == {"cause": lost[0]}
    assert [entry.content["fields"]["cause"] for entry in stale.entries] == [
        cause for cause in outcomes if cause not in lost
    ]


@pytest.mark.parametrize("matters", [["a"], ["a", "b"]])
def test_one_key_sent_by_ten_at_once_makes_one_entry(node: str, matters: list[str]) -> None:
    start = Barrier(10)

    def attempt(number: int) -> Any:
        start.wait(10)
        return record(act(key="k", matter=matters[number % len(matters)]))

    with workers(10) as run:
        results = [outcome(f) for f in [run(lambda n=n: attempt(n)) for n in range(10)]]
    assert Entry.objects.count() == 1
    refused = [result for result in results if isinstance(result, KeyReused)]
    assert len(refused) == (0 if len(matters) == 1 else 5)
    assert len({result.entry.id for result in results if result not in refused}) == 1


def test_many_writers_leave_one_log_without_gaps(node: str) -> None:
    def write(number: int) -> None:
        for step in range(10):
            record(act(f"s{step}", matter=f"m{number % 3}"))

    with workers(6) as run:
        assert [outcome(f) for f in [run(lambda n=n: write(n)) for n in range(6)]] == [None] * 6
    assert list(LogLine.objects.order_by("position").values_list("position", flat=True)) == list(
        range(1, 61)
    )
    assert sorted(Entry.objects.filter(matter="m0").values_list("seq", flat=True)) == list(
        range(1, 21)
    )


def test_a_follower_skips_nothing_while_transactions_overlap(
    rewired: Callable[..., None], node: str
) -> None:
    """The first writer has its entry ready, the second overtakes it, the follower reads in between."""
    begun, go_on = Event(), Event()

    def wait(entry: Entry, event: Any) -> None:
        begun.set()
        go_on.wait(20)

    rewired(projectors={"slow_step": [wait]})
    seen: list[str] = []
    follower = Follower("f", lambda entry: seen.append(entry.step))
    with workers(2) as run:
        slow = run(lambda: record(act("slow_step", matter="a")))
        assert begun.wait(10)
        quick = run(lambda: record(act("quick_step", matter="b")))
        if node == "postgresql":
            quick.result(10)
            run_followers([follower])
            assert seen == ["quick_step"]
        go_on.set()
        slow.result(10), quick.result(10)
    run_followers([follower])
    assert sorted(seen) == ["quick_step", "slow_step"]
    assert Cursor.objects.get().position == 2


def test_followers_running_beside_writers_see_every_entry_in_order(node: str) -> None:
    seen: list[int] = []
    follower = Follower("f", lambda entry: seen.append(entry.line.position))

    def write(number: int) -> None:
        for step in range(15):
            record(act(f"s{step}", matter=f"m{number}"))

    with workers(4) as run:
        writers = [run(lambda n=n: write(n)) for n in range(4)]
        while not all(writer.done() for writer in writers):
            run_followers([follower])
    run_followers([follower])
    assert seen == list(range(1, 61))


def test_a_failing_follower_stops_is_visible_and_goes_on_when_mended(
    node: str, rewired: Callable[..., None]
) -> None:
    seen: list[str] = []
    broken = [True]

    def handle(entry: Entry) -> None:
        if entry.step == "s2" and broken:
            raise ValueError("看不懂")
        seen.append(entry.step)

    others: list[str] = []
    rewired(
        followers=[Follower("cards", handle), Follower("other", lambda e: others.append(e.step))]
    )
    for step in range(4):
        record(act(f"s{step}"))
    assert run_followers() == {"cards": 2, "other": 4}
    stopped = {lag.name: lag for lag in log_status().followers}
    assert (stopped["cards"].position, stopped["cards"].lag, stopped["other"].lag) == (2, 2, 0)
    assert "看不懂" in stopped["cards"].error and "位置 3" in stopped["cards"].error
    since = stopped["cards"].failed_since
    assert since is not None
    assert run_followers()["cards"] == 0
    assert Cursor.objects.get(name="cards").failed_since == since
    broken.clear()
    assert run_followers()["cards"] == 2
    assert seen == ["s0", "s1", "s2", "s3"]
    assert (
        Cursor.objects.get(name="cards").error,
        Cursor.objects.get(name="cards").failed_since,
    ) == ("", None)


def test_a_follower_may_record_acts_itself(node: str) -> None:
    def react(entry: Entry) -> None:
        if entry.step == "case_filed":
            record(act("card_raised", matter="card-1", key=f"card:{entry.id}"))

    record(act())
    follower = Follower("cards", react)
    assert run_followers([follower]) == {"cards": 1}
    assert run_followers([follower]) == {"cards": 1}
    Cursor.objects.update(position=0)
    run_followers([follower])
    assert Entry.objects.filter(step="card_raised").count() == 1
