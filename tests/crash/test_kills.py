"""kill -9 at every named point, on each database: nothing acknowledged is lost, nothing is half made."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from tests.crash import world
from tests.crash.invariants import check, check_tables
from tests.crash.scenarios import SCENARIOS, Scenario, acknowledged

from xiezhi.documents import render
from xiezhi.journal.failpoints import arm
from xiezhi.journal.models import Entry
from xiezhi.site.recovery import settle, tidy

#: Seconds after which a process that did not come to its point is ended.
PATIENCE = 60


@pytest.fixture
def node(
    db_on: str, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    settings.DATA = tmp_path / "data"
    monkeypatch.setattr(render, "typeset", world.typeset)
    world.people()
    yield db_on


def killed_at(point: str, request: Callable[[], str]) -> str:
    """Another process acts once undisturbed, then sends the request and dies at the point.

    Returns the entry it acknowledged before.
    """
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(point, request, writing)
    os.close(writing)
    with os.fdopen(reading) as said:
        words = said.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, words
    return words


def _child(point: str, request: Callable[[], str], writing: int) -> None:
    try:
        signal.alarm(PATIENCE)
        os.write(writing, acknowledged().encode())
        arm(point)
        request()
        os.write(writing, f" 没有经过 {point}".encode())
    except BaseException:  # noqa: BLE001 - whatever it was, the parent shows it
        os.write(writing, traceback.format_exc().encode())
    os._exit(3)


def restarted() -> None:
    """What the worker does when the node runs again; nothing is too young to be settled here."""
    settle(timedelta(0))
    tidy(timedelta(0))
    assert settle(timedelta(0)) == 0


def test_killed_at_any_point_the_node_is_whole_and_the_same_form_is_done_once(
    node: str,
    capsys: pytest.CaptureFixture,
    record_property: Callable[[str, object], None],
) -> None:
    for scenario in SCENARIOS:
        for point in scenario.points:
            case = scenario.begin()
            told = killed_at(point, lambda s=scenario, c=case: s.request(c))
            assert Entry.objects.filter(pk=told).exists()
            restarted()
            check(capsys)
            answers = {scenario.request(case) for _ in range(2)}
            assert len(answers) == 1, answers
            restarted()
            scenario.once(case)
            check_tables()
            record_property("crash", f"{scenario.name}|{point}|{node}|完好")
    check(capsys)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_sent_ten_times_at_once_it_has_one_effect(
    node: str, scenario: Scenario, capsys: pytest.CaptureFixture
) -> None:
    case, gate = scenario.begin(), Barrier(10)

    def send(_: int) -> str:
        gate.wait(30)
        try:
            return scenario.request(case)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, range(10)))
    assert len(answers) == 1, answers
    scenario.once(case)
    restarted()
    check(capsys)
