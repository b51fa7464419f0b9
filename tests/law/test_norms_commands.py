"""`xiezhi norms …` and `xiezhi procedures show`: for people, for machines, with exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from xiezhi.law.catalogue.conditions import as_csv, conditions
from xiezhi.law.catalogue.report import report
from xiezhi.law.catalogue.rows import catalogue
from xiezhi.law.catalogue.states import Coverage, covered, faults
from xiezhi.law.commands import norms_graph, norms_list, norms_show, norms_test
from xiezhi.law.commands.norms_coverage import conditions_main
from xiezhi.law.commands.norms_coverage import main as coverage_main
from xiezhi.law.corpus import Corpus, load
from xiezhi.site.procedures_command import main as procedures_main

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def law() -> Corpus:
    return load()


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_norms_are_listed_by_id_law_procedure_and_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert norms_list.main(["PEN-06*", "--procedure", "hearing", "--json"]) == 0
    rows = {row["id"] for row in json.loads(told(capsys))}
    assert "PEN-064-2" in rows and "PEN-060-1" in rows and "PEN-057-1" not in rows
    assert norms_list.main(["--step", "hearing_held", "--law", "行政处罚法"]) == 0
    assert "PEN-064-2" in told(capsys)


def test_a_norm_is_shown_with_its_facts_and_who_sets_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert norms_show.main(["PEN-064-4", "--json"]) == 0
    shown = json.loads(told(capsys))
    chair = next(fact for fact in shown["facts"] if fact["name"] == "chair_act_count")
    assert "interview" in chair["steps"] and "officer" in chair["roles"]
    assert norms_show.main(["PEN-064-4"]) == 0
    assert "听证主持人" in told(capsys)


def test_a_norm_that_is_not_there_is_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert norms_show.main(["XYZ-1"]) == norms_test.main(["XYZ-*"]) == 2
    assert norms_graph.main(["XYZ-*"]) == 2
    assert "XYZ-1" in capsys.readouterr().err


def test_examples_of_chosen_norms_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert norms_test.main(["PEN-064-*"]) == 0
    assert "不符 0 个" in told(capsys)


def test_the_graph_leads_from_steps_over_facts_to_gated_steps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert norms_graph.main(["PEN-064-4", "--json"]) == 0
    edges = {(edge["from"], edge["to"]) for edge in json.loads(told(capsys))}
    assert ("step:interview", "fact:chair_act_count") in edges
    assert ("fact:chair_act_count", "norm:PEN-064-4") in edges
    assert ("norm:PEN-064-4", "gate:hearing_held") in edges
    assert norms_graph.main(["PEN-064-4"]) == 0
    assert told(capsys).startswith("digraph")


def test_a_procedure_is_shown_as_table_and_as_picture(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "hearing.svg"
    assert procedures_main(["hearing", "--svg", str(file)]) == 0
    root = ElementTree.parse(file).getroot()
    text = "".join(root.itertext())
    assert root.tag.endswith("svg") and "举行听证" in text and ".picture" in text
    assert procedures_main(["hearing"]) == 0 and "PEN-064-2" in told(capsys)
    assert procedures_main(["hearing", "--json"]) == 0
    steps = json.loads(told(capsys))["steps"]
    assert {"name", "gates", "clocks"} <= set(steps[0])
    assert procedures_main([]) == 0 and "penalty.ordinary" in told(capsys)
    assert procedures_main(["no.such"]) == 2


def test_every_row_of_the_catalogue_is_carried_as_far_as_its_kind_demands(law: Corpus) -> None:
    found = covered(law, catalogue())
    assert len(found) == 257
    assert list(faults(found)) == []


def test_a_row_without_its_norm_is_missing(law: Corpus) -> None:
    rows = {"PEN-044-1": catalogue()["PEN-044-1"]}
    rows["PEN-000-0"] = type(rows["PEN-044-1"])(*["PEN-000-0", *[""] * 7, True])
    states = {each.row.id: each.state for each in covered(law, rows)}
    assert states["PEN-000-0"] is Coverage.MISSING
    assert states["PEN-044-1"] is not Coverage.MISSING


def test_the_coverage_page_and_the_conditions_are_current(law: Corpus) -> None:
    rows = catalogue()
    assert (DOCS / "norm-coverage.md").read_text("utf-8") == report(covered(law, rows))
    assert (DOCS / "conditions.csv").read_text("utf-8") == as_csv(conditions(law, rows))


def test_every_condition_in_words_has_a_row_or_a_fact_that_some_step_sets(law: Corpus) -> None:
    rows = catalogue()
    told_of = {each.norm for each in conditions(law, rows)}
    wanted = {row.id for row in rows.values() if row.conditions and law.norms[row.id].grain}
    assert wanted <= told_of
    for each in conditions(law, rows):
        if each.fact in law.facts:
            assert each.derivation and (each.steps or _from_outside(law, each.fact)), each


def _from_outside(law: Corpus, name: str) -> bool:
    """Facts about the whole row, such as its grain's procedure, that no single step sets."""
    return law.grains[law.facts[name].grain].of in ("matter", "thread")


def test_the_commands_write_their_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, table = tmp_path / "c.md", tmp_path / "c.csv"
    assert coverage_main(["--write", str(page)]) in (0, 1)
    assert conditions_main(["--write", str(table)]) == 0
    assert "| PEN-044-1 |" in page.read_text("utf-8")
    with table.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert list(first) == ["phrase", "norm", "fact", "title", "derivation", "steps", "roles"]
    assert coverage_main(["--json"]) in (0, 1)
