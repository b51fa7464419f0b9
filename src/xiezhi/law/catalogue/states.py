"""How far the corpus carries each row of the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xiezhi.law.catalogue.rows import CatalogueRow
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Interpretation, Judgement, Norm, Publicity
from xiezhi.law.norms.settings import parameters_of

#: Kinds of rows that a machine must be able to judge.
MUST_RUN = frozenset({"deadline", "requires-before", "limit", "role", "cross-case"})


class Coverage(StrEnum):
    """`parameterised`: runs with a number that somebody here sets."""

    EXECUTABLE = "executable"
    PARAMETERISED = "parameterised"
    JUDGEMENT = "judgement"
    INTERPRETATION = "interpretation"
    MISSING = "missing"


TITLES: Mapping[Coverage, str] = {
    Coverage.EXECUTABLE: "可执行",
    Coverage.PARAMETERISED: "可执行，数值为参数",
    Coverage.JUDGEMENT: "由人判断",
    Coverage.INTERPRETATION: "解释性",
    Coverage.MISSING: "未编码",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """A row, its norm (None: missing) and the state of it."""

    row: CatalogueRow
    norm: Norm | None
    state: Coverage


def covered(corpus: Corpus, rows: Mapping[str, CatalogueRow]) -> list[Covered]:
    """Every row of the catalogue, in its order."""
    return [_covered(corpus, row) for row in rows.values()]


def _covered(corpus: Corpus, row: CatalogueRow) -> Covered:
    norm = corpus.norms.get(row.id)
    return Covered(row, norm, state_of(corpus, norm) if norm else Coverage.MISSING)


def state_of(corpus: Corpus, norm: Norm) -> Coverage:
    """What kind of norm it is: does it run, with whose numbers, or does a person answer?"""
    rule = norm.rule
    if isinstance(rule, Interpretation):
        return Coverage.INTERPRETATION
    if isinstance(rule, Judgement) or (isinstance(rule, Publicity) and rule.means == "judgement"):
        return Coverage.JUDGEMENT
    return Coverage.PARAMETERISED if parameters_of(corpus, norm) else Coverage.EXECUTABLE


def counted(found: list[Covered]) -> Counter[Coverage]:
    return Counter(each.state for each in found)


def faults(found: list[Covered]) -> Iterator[str]:
    """What keeps the coverage from being complete, in sentences."""
    for each in found:
        if each.state is Coverage.MISSING:
            yield f"{each.row.id}（{each.row.instrument}{each.row.article}）没有编码。"
        elif each.state is Coverage.JUDGEMENT and each.row.kind in MUST_RUN:
            yield f"{each.row.id} 的类别是 {each.row.kind}，不能留给人判断。"
        elif each.norm and each.norm.verified and not each.row.text_seen:
            yield f"{each.row.id} 没有核对过原文，规范文件须写 verified: false。"
