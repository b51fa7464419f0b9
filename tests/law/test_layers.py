"""The layers that come with the platform stand on the national corpus and take nothing from it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from xiezhi.law.check import corpus_problems
from xiezhi.law.corpus.load import NATIONAL, load
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.examples import judge_example
from xiezhi.law.norms.model import Example
from xiezhi.law.procedures.stories import story_differences

SHIPPED = sorted(each for each in (NATIONAL.parent / "layers").iterdir() if each.is_dir())

MARKET, SECURITY, URBAN = ({"sector": word} for word in ("market", "public_security", "urban"))
FOOD, OTHER = ({"food_inspection": value, "inspected_enterprise_count": 1} for value in (1, 0))

#: Conflicts of the table of priorities: layer, special norm, general norm, inside, outside.
CONFLICTS = [
    ("market", "SAM-018-1", "PEN-054-2", MARKET, URBAN),
    ("market", "SAM-035-2", "PEN-056-2", MARKET, URBAN),
    ("market", "SAM-064-3", "PEN-060-1", MARKET, URBAN),
    ("market", "SAM-064-3", "SAM-064-1", MARKET, MARKET | {"special_time_count": 0}),
    ("market", "SAM-070-1", "PEN-052-4", MARKET, URBAN),
    ("food", "FOO-035-1", "INS-004-3", FOOD, OTHER),
    ("food", "FOO-039-1", "BUS-054-1", FOOD, OTHER),
    ("public_security", "PSA-025-1", "PEN-036-1", SECURITY, URBAN),
    ("public_security", "PSA-090-1", "PEN-054-2", SECURITY, URBAN),
    ("public_security", "PSA-108-1", "PEN-042-1", SECURITY, URBAN),
    ("public_security", "PSA-116-1", "PEN-061-1", SECURITY, URBAN),
    ("public_security", "PSA-117-1", "PEN-063-1", SECURITY, URBAN),
    ("public_security", "PSA-118-1", "PEN-060-1", SECURITY, URBAN),
    ("public_security", "PSA-119-1", "PEN-051-1", SECURITY, URBAN | {"party_kind": "citizen"}),
    ("public_security", "PSA-120-1", "PEN-042-1", SECURITY, URBAN),
    ("public_security", "PSA-120-2", "PEN-052-4", SECURITY, URBAN),
    ("public_security", "PSA-123-1", "PEN-068-1", SECURITY, URBAN),
    ("public_security", "PSA-124-1", "PEN-071-1", SECURITY, URBAN),
    ("public_security", "PSP-036-1", "CPL-095-2", SECURITY, URBAN),
]

#: What the table leaves to the law, or to another channel: layer, its norm, the general norm that still decides.
BESIDE = [
    ("market", "SPU-009-1", "TRI-003-2"),
    ("public_security", "PSA-117-1", "PEN-064-1"),
    ("public_security", "PSP-190-1", "PEN-056-1"),
]


@cache
def over_national(layer: str) -> Corpus:
    return load([NATIONAL, NATIONAL.parent / "layers" / layer])


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.name)
def layered(request: pytest.FixtureRequest) -> tuple[Path, Corpus]:
    return request.param, over_national(request.param.name)


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


@pytest.mark.parametrize(("layer", "special", "general", "inside", "outside"), CONFLICTS)
def test_the_special_norm_decides_inside_and_the_general_one_outside(
    layer: str, special: str, general: str, inside: dict[str, object], outside: dict[str, object]
) -> None:
    corpus = over_national(layer)
    norms = corpus.norms
    covered = [corpus.covered(norms[each].applies.procedures) for each in (special, general)]
    shared = set(corpus.procedures).intersection(*filter(None, covered))
    procedure = "penalty.ordinary" if "penalty.ordinary" in shared else min(shared)
    shown = next(each for each in norms[special].examples if each.expect == "breached")

    def applies(norm: str, where: dict[str, object]) -> bool:
        given = {"as_of": "2026-06-01", **shown.given, **where, "procedure": procedure}
        verdict = judge_example(corpus, norms[norm], Example(given, "")).verdict
        return verdict != "not_applicable"

    assert applies(special, inside) and not applies(general, inside)
    assert applies(general, outside) and not applies(special, outside)


@pytest.mark.parametrize(("layer", "own", "general"), BESIDE)
def test_what_the_table_leaves_to_the_general_norm_stays(
    layer: str, own: str, general: str
) -> None:
    corpus = over_national(layer)
    assert own in corpus.norms and general not in corpus.displaced_by
