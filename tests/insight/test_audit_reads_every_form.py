"""XES, CSV and JSONL of one log, plain or gzipped, give one result; findings come as Parquet, CSV or JSONL."""

from __future__ import annotations

import csv
import gzip
import json
import random
from pathlib import Path
from typing import Any

import pyarrow.csv
import pyarrow.parquet
import pytest
from tests.insight.fine_logs import ROOT, write_log
from tests.insight.fine_traces import read_traces
from tests.insight.test_audit_refuses_bad_input import for_lines

from xiezhi.insight.audit_command import main


def audit(log: Path, mapping: Path, out: Path, *more: str) -> list[dict[str, Any]]:
    arguments = [str(log), "--mapping", str(mapping), "--corpus", str(ROOT), "--out", str(out)]
    assert main([*arguments, *more]) == 0
    rows = {
        ".parquet": lambda: pyarrow.parquet.read_table(out).to_pylist(),
        ".csv": lambda: list(csv.DictReader(out.open(encoding="utf-8"))),
        ".jsonl": lambda: [json.loads(line) for line in out.open(encoding="utf-8")],
    }[out.suffix]()
    return sorted(rows, key=lambda row: (row["norm"], row["row"]))


def flat_rows(log: Path) -> list[dict[str, str]]:
    return [
        {"case_id": trace.case, **event.data}
        for trace in read_traces(log)
        for event in trace.events
    ]


def as_csv(log: Path, path: Path, shuffled: bool = False) -> Path:
    rows = flat_rows(log)
    if shuffled:
        random.Random(1).shuffle(rows)
    names = sorted({name for row in rows for name in row})
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_jsonl(log: Path, path: Path) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in flat_rows(log))
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_the_form_of_the_log_does_not_matter(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.xes", 150, 5)
    zipped = tmp_path / "log.xes.gz"
    zipped.write_bytes(gzip.compress(log.read_bytes()))
    wanted = audit(log, ROOT / "mapping.yaml", tmp_path / "a.parquet", "--verdicts", "all")
    lines = for_lines(tmp_path)
    assert wanted
    assert (
        audit(zipped, ROOT / "mapping.yaml", tmp_path / "b.parquet", "--verdicts", "all") == wanted
    )
    for other in (as_csv(log, tmp_path / "c.csv"), as_jsonl(log, tmp_path / "d.jsonl.gz")):
        out = tmp_path / f"{other.name}.parquet"
        assert audit(other, lines, out, "--verdicts", "all") == wanted


def test_cases_may_be_interleaved(tmp_path: Path) -> None:
    log = as_csv(write_log(tmp_path / "log.xes", 60, 6), tmp_path / "mixed.csv", shuffled=True)
    rows = audit(log, for_lines(tmp_path), tmp_path / "out.parquet", "--verdicts", "all")
    assert len({row["case"] for row in rows}) == 60


def test_the_form_of_the_findings_does_not_matter(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.xes", 60, 7)
    table, lines, objects = (
        audit(log, ROOT / "mapping.yaml", tmp_path / f"f{suffix}")
        for suffix in (".parquet", ".csv", ".jsonl")
    )
    assert [{k: v or "" for k, v in row.items()} for row in table] == lines
    for row, seen in zip(table, objects, strict=True):
        stated = {name: value for name, value in row.items() if value is not None}
        assert seen == stated | {"facts": json.loads(row["facts"])}


def test_a_finding_says_what_was_seen_and_why(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.xes", 200, 1)
    rows = audit(log, ROOT / "mapping.yaml", tmp_path / "f.jsonl")
    late = next(r for r in rows if r["norm"] == "RTF-009" and r["verdict"] == "breached")
    assert late["from_at"] < late["due_at"]
    assert "超过九十日寄出（《意大利道路交通法典》第二百零一条）" in late["reason"]
    assert "期限至" in late["reason"]
    assert set(late["facts"]) == {"fine_cents", "paid_cents", "sent_count"}
    asked = next(r for r in rows if r["verdict"] == "needs_judgement")
    assert "须由人判断" in asked["reason"]
    early = next(r for r in rows if r["norm"] == "RTF-004" and r.get("due_at"))
    assert "最早" in early["reason"]
    lacking = next(r for r in rows if r["norm"] == "RTF-025" and r["verdict"] == "unknown")
    assert "缺少“罚款”" in lacking["reason"]


def test_only_the_verdicts_asked_for_are_written(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.xes", 60, 8)
    told = {r["verdict"] for r in audit(log, ROOT / "mapping.yaml", tmp_path / "a.csv")}
    assert told <= {"breached", "running", "unknown", "needs_judgement"}
    rows = audit(log, ROOT / "mapping.yaml", tmp_path / "b.csv", "--verdicts", "met,breached")
    assert {r["verdict"] for r in rows} == {"met", "breached"}


def test_the_summary_counts_every_row_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = write_log(tmp_path / "log.xes", 60, 9)
    rows = audit(log, ROOT / "mapping.yaml", tmp_path / "a.csv", "--verdicts", "all")
    total = capsys.readouterr().out.splitlines()[-1].split("\t")
    assert total[-1] == "合计"
    assert sum(map(int, total[:-1])) == len(rows)


def test_the_day_of_the_audit_decides_what_still_runs(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "case_id,concept:name,time:timestamp,amount\nA,Create Fine,2007-03-01,35.0\n", "utf-8"
    )
    mapping = for_lines(tmp_path)
    for day, verdict in (("2007-05-30", "running"), ("2007-05-31", "breached")):
        rows = audit(log, mapping, tmp_path / "f.csv", "--as-of", day, "--verdicts", "all")
        assert [r["verdict"] for r in rows if r["norm"] == "RTF-009"] == [verdict]


def test_times_are_days_of_the_zone_of_the_mapping(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "case_id,concept:name,time:timestamp\n"
        "A,Create Fine,2007-03-01T23:30:00Z\nA,Send Fine,2007-05-30T22:30:00Z\n",
        "utf-8",
    )
    rows = audit(log, for_lines(tmp_path), tmp_path / "f.csv", "--verdicts", "all")
    (sent,) = [r for r in rows if r["norm"] == "RTF-009"]
    assert (sent["from_at"], sent["to_at"]) == ("2007-03-02", "2007-05-31")
