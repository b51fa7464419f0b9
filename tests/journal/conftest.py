"""A node with a small law of its own: a decision needs a notice, a fine may not be negative."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xiezhi.journal import wiring
from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.wiring import Wiring
from xiezhi.law.events import Event
from xiezhi.law.verdicts import Finding, Verdict

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
OFFICER = Actor("p-zhang", "officer", "o-market")


def judge(history: Sequence[Event], candidate: Event) -> list[Finding]:
    if candidate.step != "decision_made":
        return []
    told = any(event.step == "notice_served" for event in history)
    verdict = Verdict.MET if told else Verdict.BREACHED
    return [
        Finding("PEN-044-1", "case", candidate.matter, verdict, "" if told else "尚未告知当事人")
    ]


def refusing(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is Verdict.BREACHED]


def well_formed(act: Act) -> list[str]:
    return ["罚款不能为负数。"] if act.fields.get("fine_cents", 0) < 0 else []


def small_law(**changes: Any) -> Wiring:
    law = Wiring(
        judge=judge,
        refusing=refusing,
        well_formed=well_formed,
        personal=frozenset({"party_name", "phone", "complainant_name"}),
        projectors={},
        law_version=lambda: "c" * 64,
        parameters_head=lambda: "d" * 64,
        subjects={"complainant_name": "complainant"},
        closes=lambda procedure, step: step == "case_closed",
    )
    return replace(law, **changes)


@pytest.fixture
def node(db_on: str, tmp_path: Path, settings: Any) -> Iterator[str]:
    """An empty node on each database, its keys and files in a folder of its own."""
    before = list(wiring._installed)
    settings.DATA = tmp_path / "data"
    settings.XIEZHI_NODE = "n1"
    wiring.install(small_law())
    yield db_on
    wiring._installed[:] = before


@pytest.fixture
def rewired(node: str) -> Callable[..., None]:
    """Change parts of the wiring for one test."""
    return lambda **changes: wiring.install(small_law(**changes))


def act(step: str = "case_filed", matter: str = "n1-2026-1", **changes: Any) -> Act:
    """An act by officer Zhang on 2 March 2026; `day` moves it on."""
    day = changes.pop("day", 0)
    made = Act(
        matter=matter,
        step=step,
        fields={"cause": "无照经营"},
        by=(OFFICER,),
        at=START + timedelta(days=day),
        procedure="penalty.ordinary",
    )
    return replace(made, **changes)
