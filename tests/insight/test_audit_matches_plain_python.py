"""The audit's findings are those of loops over the XES that know nothing of facts, norms files or SQL."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.insight.fine_logs import ROOT, write_log
from tests.insight.plain_fines import NORMS, answers

from xiezhi.insight.audit_command import main

LOG = "logs/Road_Traffic_Fine_Management_Process.xes.gz"


def audited(log: Path, out: Path, *more: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    """(norm, row) → (verdict, due) as the command finds them."""
    arguments = [str(log), "--mapping", str(ROOT / "mapping.yaml"), "--corpus", str(ROOT)]
    assert main([*arguments, "--out", str(out), "--verdicts", "all", *more]) == 0
    table = pq.read_table(out, columns=["norm", "row", "verdict", "due_at"]).to_pydict()
    rows = zip(*table.values(), strict=True)
    return {(norm, row): (verdict, due) for norm, row, verdict, due in rows}


def differences(found: dict, wanted: dict) -> list[object]:
    """A few rows on which the two do not agree; a date that an undecided row shows is not compared."""
    apart = []
    for key in found.keys() | wanted.keys():
        mine, theirs = found.get(key), wanted.get(key)
        decided = mine is not None and mine[0] in ("met", "breached", "running")
        if mine != theirs and (decided or not mine or not theirs or mine[0] != theirs[0]):
            apart.append((key, mine, theirs))
    return sorted(apart, key=str)[:5]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_made_up_fines_are_judged_row_by_row_as_by_hand(tmp_path: Path, seed: int) -> None:
    log = write_log(tmp_path / "log.xes", 700, seed)
    found, wanted = audited(log, tmp_path / "found.parquet"), answers(log)
    assert differences(found, wanted) == []
    assert {norm for norm, _ in wanted} == set(NORMS)


def test_made_up_fines_reach_every_verdict(tmp_path: Path) -> None:
    wanted = answers(write_log(tmp_path / "log.xes", 700, 1))
    words = {verdict for verdict, _ in wanted.values()}
    assert words == {"met", "breached", "running", "unknown", "not_applicable", "needs_judgement"}


def test_buckets_do_not_change_the_findings(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.xes", 300, 4)
    whole = audited(log, tmp_path / "one.parquet")
    assert audited(log, tmp_path / "many.parquet", "--buckets", "7") == whole


@pytest.mark.samples
def test_the_public_log_is_judged_row_by_row_as_by_hand(tmp_path: Path) -> None:
    samples = os.environ.get("XIEZHI_SAMPLES")
    if not samples:
        pytest.skip("XIEZHI_SAMPLES 未设置：公开日志的逐行核对没有运行")
    log = Path(samples) / LOG
    assert differences(audited(log, tmp_path / "found.parquet"), answers(log)) == []
