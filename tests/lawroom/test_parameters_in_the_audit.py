"""The audit of the node, and of a snapshot taken away, judges by the parameters set on the node."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine
from tests.lawroom.keeping import confirm, propose
from tests.matters.play import moment

from xiezhi.insight.audit_command import main
from xiezhi.insight.snapshot.manifest import read_manifest
from xiezhi.insight.snapshot.parameters import with_values
from xiezhi.insight.snapshot.write import write_snapshot
from xiezhi.journal.door import Act, Actor, record
from xiezhi.law.corpus import NATIONAL
from xiezhi.registry.corpus import corpus
from xiezhi.registry.parameters.reads import parameters_here

DAYS = "case_handling_days"


def filed(matter: str, at: str) -> None:
    act = Act(
        matter=matter,
        step="case_filed",
        fields={"sector": "urban"},
        by=(Actor("p-1", "agency_head", "o-1"),),
        at=moment(at),
        procedure="penalty.ordinary",
        mode="attest",
        source="纸质立案审批表",
    )
    record(act)


def breaches(log: list[str], tmp_path: Path) -> str:
    out = tmp_path / f"out{len(log)}.csv"
    assert main([*log, "--as-of", "2026-05-20", "--out", str(out), "--verdicts", "breached"]) == 0
    return "\n".join(line for line in out.read_text().splitlines() if "PEN-060-1" in line)


@pytest.fixture
def node(db_on: str) -> None:
    """A case filed before the parameter is set, one after."""
    with time_machine.travel(moment("2026-03-02T09:00"), tick=False):
        filed("before", "2026-03-02T09:00")
    set_ = {"parameter_id": DAYS}
    propose("p-1", "2026-03-03T09:00", 30, "2026-04-01", **set_)
    confirm("p-2", "2026-03-04T09:00", 30, "2026-04-01", **set_)
    with time_machine.travel(moment("2026-04-03T09:00"), tick=False):
        filed("after", "2026-04-03T09:00")


def test_the_audit_of_the_node(node: None, tmp_path: Path) -> None:
    found = breaches([], tmp_path)
    assert "after" in found and "before" not in found


def test_the_audit_of_a_snapshot(node: None, tmp_path: Path) -> None:
    folder = tmp_path / "snapshot"
    write_snapshot(folder, corpus(), lambda sentence: None)
    found = breaches([str(folder), "--corpus", str(NATIONAL)], tmp_path)
    assert "after" in found and "before" not in found
    carried = with_values(corpus(), read_manifest(folder)).parameters[DAYS]
    assert carried.stated() == parameters_here()[DAYS].stated()
