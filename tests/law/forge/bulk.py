"""A plan run on one engine: tables in, verdicts and facts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tests.law.forge.engines import Engine

from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.sql_layout import Layout
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.facts.to_sql import FactsPlan
from xiezhi.law.norms.sql_verdicts import VERDICTS
from xiezhi.law.norms.to_sql import plan_norms
from xiezhi.law.verdicts import Finding, Verdict

#: Norms judged in one statement: SQLite joins 64 tables at most, PostgreSQL holds 1600 columns.
TOGETHER = 24
KEYS = {
    "matter": ("matter",),
    "thread": ("matter", "thread"),
    "entry": ("matter", "seq"),
    "item": ("matter", "seq", "idx"),
}
#: Verdicts whose last day both back-ends state.
TIMED = (Verdict.MET, Verdict.BREACHED, Verdict.RUNNING)


class Judged(NamedTuple):
    """A verdict with its last day (or minute)."""

    verdict: Verdict
    due: int | None


def judged_of(finding: Finding) -> Judged:
    """What a finding and a judged row can both say."""
    due = finding.due_day if finding.due_min is None else finding.due_min
    return Judged(finding.verdict, due if finding.verdict in TIMED else None)


def key_of(of: str, row: Mapping[str, Any]) -> str:
    return "/".join(str(row[part]) for part in KEYS[of])


def verdicts(
    engine: Engine,
    corpus: Corpus,
    texts: Texts,
    layout: Layout,
    facts: FactsPlan,
    norms: Sequence[str],
) -> Iterator[tuple[str, str, Judged]]:
    """(norm, row key, verdict) of `norms` over the rows that `facts` has built."""
    for chunk in chunks(sorted(norms, key=lambda norm: corpus.norms[norm].grain)):
        plan = plan_norms(corpus, texts, layout, facts, chunk)
        engine.run(plan.steps, corpus.calendar)
        for grain in {corpus.norms[norm].grain for norm in chunk}:
            chosen = {n: p for n, p in plan.prefixes.items() if corpus.norms[n].grain == grain}
            yield from _read(engine, corpus.grains[grain].of, grain, chosen)


def _read(
    engine: Engine, of: str, grain: str, prefixes: Mapping[str, str]
) -> Iterator[tuple[str, str, Judged]]:
    told = [f"{prefix}_{what}" for prefix in prefixes.values() for what in ("verdict", "due")]
    for row in engine.fetch(f"SELECT {', '.join([*KEYS[of], *told])} FROM judged_{grain}"):
        key = key_of(of, row)
        for norm, prefix in prefixes.items():
            verdict = VERDICTS[row[f"{prefix}_verdict"]]
            due = row[f"{prefix}_due"] if verdict in TIMED else None
            yield norm, key, Judged(verdict, due)


def chunks(norms: Sequence[str]) -> Iterable[Sequence[str]]:
    return (norms[at : at + TOGETHER] for at in range(0, len(norms), TOGETHER))
