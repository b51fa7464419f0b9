"""The demo district audited in one pass: what was planted is found in every case, and nothing else is."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest
import time_machine

from xiezhi.insight.audit_command import main
from xiezhi.registry.corpus import corpus
from xiezhi.site.demo_cases import planted
from xiezhi.site.seed import seed_demo

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def findings(db_on: str, tmp_path: Path) -> list[dict[str, Any]]:
    """Every verdict of the node audit over the demo district."""
    with time_machine.travel(NOW, tick=False):
        seed_demo()
        assert main(["--out", str(tmp_path / "all.parquet"), "--verdicts", "all"]) == 0
    found: list[dict[str, Any]] = pq.read_table(tmp_path / "all.parquet").to_pylist()
    return found


def test_every_planted_defect_is_found_and_no_clean_case_is_flagged(
    findings: list[dict[str, Any]],
) -> None:
    by_verdict: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for finding in findings:
        by_verdict[finding["verdict"]].add((finding["case"], finding["norm"]))
    wanted = {(matter, norm) for matter, norms in planted().items() for norm in norms}
    assert len(by_verdict["breached"]) >= 10
    assert by_verdict["breached"] <= wanted
    assert wanted - by_verdict["breached"] <= by_verdict["running"]
    assert {norm for _, norm in wanted} <= corpus().norms.keys()
