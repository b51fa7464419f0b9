"""What every condition in words has become: phrase → fact → derivation → step and role that set it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from xiezhi.law.catalogue.rows import CatalogueRow
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.facts.model import Grain
from xiezhi.law.facts.told import setting_roles, setting_steps, told
from xiezhi.law.norms.model import Norm, RequiresBefore
from xiezhi.law.texts import facts_in


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact behind one phrase of one norm. `fact` may be `procedure` or a grain (its row must exist)."""

    phrase: str
    norm: str
    fact: str
    title: str
    derivation: str
    steps: str
    roles: str


def conditions(corpus: Corpus, rows: Mapping[str, CatalogueRow]) -> list[Condition]:
    """In the order of the catalogue; rows that are not encoded yet are left out."""
    return [
        each
        for row in rows.values()
        if row.conditions and row.id in corpus.norms
        for each in _of_row(corpus, row)
    ]


def _of_row(corpus: Corpus, row: CatalogueRow) -> Iterator[Condition]:
    norm = corpus.norms[row.id]
    phrase = "；".join(row.conditions)
    for fact in _facts(norm):
        yield _of_fact(corpus, phrase, norm, fact)
    if norm.grain:
        yield _of_grain(corpus, phrase, norm, corpus.grains[norm.grain])


def _facts(norm: Norm) -> tuple[str, ...]:
    unless = norm.rule.unless if isinstance(norm.rule, RequiresBefore) else None
    return tuple(dict.fromkeys((*facts_in(norm.applies.when), *facts_in(unless))))


def _of_fact(corpus: Corpus, phrase: str, norm: Norm, name: str) -> Condition:
    fact = corpus.facts.get(name)
    if fact is None:
        return Condition(phrase, norm.id, name, "本行自带", "程序、步骤、日期", "", "")
    steps = setting_steps(corpus, fact)
    roles = setting_roles(corpus, steps)
    return Condition(
        phrase, norm.id, name, fact.title, told(fact), "|".join(steps), "|".join(roles)
    )


def _of_grain(corpus: Corpus, phrase: str, norm: Norm, grain: Grain) -> Condition:
    """The row that the norm is judged over is itself a condition: without it the norm does not speak."""
    codes = grain.procedures or norm.applies.procedures
    derivation = f"每一{grain.title}一行" + (f"，限程序 {'|'.join(codes)}" if codes else "")
    roles = setting_roles(corpus, grain.steps)
    return Condition(
        phrase, norm.id, f"grain:{grain.name}", grain.title, derivation, "|".join(grain.steps),
        "|".join(roles),
    )  # fmt: skip


def as_csv(found: list[Condition]) -> str:
    """The file `docs/conditions.csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([each.name for each in fields(Condition)])
    writer.writerows(astuple(each) for each in found)
    return out.getvalue()
