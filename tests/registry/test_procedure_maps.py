"""Maps come from the corpus alone: every step, every gate, every clock stands on them."""

from __future__ import annotations

import pytest
from django.test import Client

from xiezhi.law.norms.model import Within
from xiezhi.law.procedures.watching import clock_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.content import StepState, procedure_map
from xiezhi.registry.maps.draw import drawn
from xiezhi.registry.maps.periods import period_words
from xiezhi.registry.screen import Tag

CODES = sorted(corpus().procedures)


@pytest.mark.parametrize("code", CODES)
def test_every_step_and_every_clock_stands_on_the_map_and_in_the_table(
    sqlite_db: str, code: str
) -> None:
    page = Client().get(f"/law/procedures/{code}").content.decode()
    shown = procedure_map(corpus(), code)
    assert len(shown.steps) == len(corpus().procedures[code].steps)
    for step in shown.steps:
        assert f">{step.title}<" in page and page.count(f">{step.title[:6]}") >= 2
        assert all(f"/law/norms/{norm.id}/" in page for norm in step.gates)
    for clock in shown.clocks:
        assert clock.norm.title in page and clock.period in page


def test_the_list_leads_to_every_procedure(sqlite_db: str) -> None:
    page = Client().get("/law/procedures").content.decode()
    assert all(f"/law/procedures/{code}" in page for code in CODES)


def test_an_unknown_procedure_is_a_missing_page(sqlite_db: str) -> None:
    assert Client().get("/law/procedures/penalty.unheard").status_code == 404


def test_no_clock_of_the_corpus_is_left_off_every_map() -> None:
    drawn_somewhere = {c.norm.id for code in CODES for c in procedure_map(corpus(), code).clocks}
    clocks = {norm.id for norm in corpus().norms.values() if clock_of(norm)}
    assert clocks == drawn_somewhere


def test_a_period_is_told_as_the_law_counts_it() -> None:
    law = corpus()
    assert period_words(law, Within("workdays", 5)) == "5个工作日"
    assert period_words(law, Within("days", param="case_handling_days")) == "90日"
    assert period_words(law, Within("workdays", param="filing_prompt_workdays")) == "1至15个工作日"


def test_the_map_of_a_case_tells_what_is_done_and_what_does_not_apply() -> None:
    states = {
        "case_filed": StepState("done", Tag("已办理"), "3月2日"),
        "interview": StepState("skipped", Tag("不适用"), why="已经办理“结案”"),
    }
    shown = procedure_map(corpus(), "penalty.ordinary", states)
    picture = drawn(shown)
    assert "已办理：立案。" in picture and "3月2日" in picture and "不适用" in picture
