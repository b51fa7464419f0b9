"""The layers that come with the platform stand on the national corpus and take nothing from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiezhi.law.check import corpus_problems
from xiezhi.law.corpus.load import NATIONAL, load
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.examples import judge_example
from xiezhi.law.norms.model import Example
from xiezhi.law.procedures.stories import story_differences

SHIPPED = sorted(each for each in (NATIONAL.parent / "layers").iterdir() if each.is_dir())

#: Conflicts of the table of priorities: layer, its sector, special norm, general norm.
CONFLICTS = [
    ("market", "market", "SAM-018-1", "PEN-054-2"),
    ("market", "market", "SAM-035-2", "PEN-056-2"),
    ("market", "market", "SAM-070-1", "PEN-052-4"),
]


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.name)
def layered(request: pytest.FixtureRequest) -> tuple[Path, Corpus]:
    return request.param, load([NATIONAL, request.param])


def test_each_layer_and_all_of_them_check_over_the_national_corpus() -> None:
    assert SHIPPED
    for layers in (*([each] for each in SHIPPED), SHIPPED):
        assert corpus_problems([NATIONAL, *layers]) == []


def test_a_layer_adds_and_every_national_story_ends_as_before(layered: tuple[Path, Corpus]) -> None:
    path, corpus = layered
    national = load()
    assert national.norms.keys() < corpus.norms.keys(), path
    for code, procedure in national.procedures.items():
        stories = corpus.procedures[code].stories
        assert stories[: len(procedure.stories)] == procedure.stories
        for story in procedure.stories:
            assert not [*story_differences(corpus, corpus.procedures[code], story)], story.name


@pytest.mark.parametrize(("layer", "sector", "special", "general"), CONFLICTS)
def test_the_special_norm_decides_in_its_sector_and_the_general_one_elsewhere(
    layer: str, sector: str, special: str, general: str
) -> None:
    corpus = load([NATIONAL, NATIONAL.parent / "layers" / layer])
    assert general in corpus.norms[special].displaces
    shown = next(each for each in corpus.norms[special].examples if each.expect == "breached")
    for named, applying, silent in ((sector, special, general), ("urban", general, special)):
        example = Example({**shown.given, "from": "2026-01-05T09:00", "sector": named}, "")
        assert judge_example(corpus, corpus.norms[silent], example).verdict == "not_applicable"
        assert judge_example(corpus, corpus.norms[applying], example).verdict == "breached"
    assert general in load().norms and special not in load().norms
