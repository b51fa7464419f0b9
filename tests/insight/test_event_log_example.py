"""The worked example of `docs/event-log.md`: three cases of a foreign system, audited by the national corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xiezhi.insight.audit.foreign import mapping_of
from xiezhi.insight.audit_command import main
from xiezhi.insight.logs.account import Account
from xiezhi.insight.logs.forms import read_log
from xiezhi.insight.logs.translate import Translator
from xiezhi.insight.logs.writers.forms import WRITERS, write_log
from xiezhi.insight.logs.writers.records import Record, recorder
from xiezhi.law.corpus import NATIONAL, Corpus, load

DATA = Path(__file__).parents[1] / "data" / "event_log"
GUIDE = Path(__file__).parents[2] / "docs" / "event-log.md"
BREACHES = {
    ("城-2026-0002", "PEN-051-1"),
    ("城-2026-0002", "PEN-068-1"),
    ("城-2026-0003", "PEN-042-1"),
    ("城-2026-0003", "PEN-052-1"),
    ("城-2026-0003", "PEN-052-4"),
    ("城-2026-0003", "PEN-071-2"),
}


@pytest.fixture(scope="module")
def law() -> Corpus:
    return load([NATIONAL])


def understood(log: Path, mapping: Path | None, law: Corpus) -> tuple[list[Record], Account]:
    found = mapping_of(log, mapping, law)
    translator, record = Translator(log, found, law), recorder(law)
    rows = [translator.row(event) for event in read_log(log, found)]
    return [record(row) for row in rows if row], Account(translator.tally, translator.aside)


def test_the_three_cases_of_the_guide_are_found_as_it_says(tmp_path: Path) -> None:
    out, report = tmp_path / "found.jsonl", tmp_path / "report.html"
    where = ["--corpus", str(NATIONAL), "--out", str(out), "--report", str(report)]
    assert main([str(DATA / "cases.csv"), *where]) == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {(r["case"], r["norm"]) for r in rows if r["verdict"] == "breached"} == BREACHES
    page, guide = report.read_text("utf-8"), GUIDE.read_text("utf-8")
    assert "示例区城管局" in page
    assert "示例镇政府" in page
    assert "<dd>公民</dd>" in page
    assert "<dd>citizen</dd>" not in page
    assert all(case in guide and norm in guide for case, norm in BREACHES)


def test_csv_and_jsonl_of_the_guide_say_the_same(law: Corpus) -> None:
    table, told = understood(DATA / "cases.csv", None, law)
    lines, _ = understood(DATA / "cases.jsonl", None, law)
    assert table == lines
    assert len({record.case for record in table}) == 3
    assert told.complete
    assert not told.tally.unknown_attributes


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_lists_and_truth_values_written_in_a_form_read_back_equal(
    form: str, law: Corpus, tmp_path: Path
) -> None:
    wanted, _ = understood(DATA / "cases.jsonl", None, law)
    write_log(tmp_path / f"there{form}", wanted)
    assert understood(tmp_path / f"there{form}", None, law)[0] == wanted


def test_a_foreign_table_says_the_same_through_its_mapping(law: Corpus) -> None:
    rows, told = understood(DATA / "foreign.csv", DATA / "foreign_mapping.yaml", law)
    first = rows[0]
    assert (first.procedure, first.step) == ("penalty.summary", "fine_collected_on_spot")
    assert first.at == "2026-03-02T10:30:00+08:00"
    assert first.fields["collected_cents"] == 5000
    assert first.fields["by"] == [{"person": "P-01", "organ": "示例区城管局", "role": "officer"}]
    assert told.tally.unknown_activities == {"回访": 1}
    assert not told.complete
