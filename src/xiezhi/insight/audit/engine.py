"""Runs the plan of an audit over the buckets of a staged log, in one in-process DuckDB."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from xiezhi.insight.audit import cuts, dues
from xiezhi.insight.audit.findings import Reporter
from xiezhi.insight.audit.lean import lean, made_by
from xiezhi.insight.audit.sinks import Sink
from xiezhi.insight.audit.source import Source
from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.model import Elsewhere, Fact
from xiezhi.law.facts.sql_layout import literal
from xiezhi.law.facts.sql_needs import Needs
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.facts.to_sql import Lookup, elsewhere_select, plan_facts
from xiezhi.law.norms.model import Interpretation
from xiezhi.law.norms.sql_verdicts import VERDICTS, Cutting
from xiezhi.law.norms.to_sql import needs_of, plan_norms
from xiezhi.law.verdicts import Verdict

MEMORY = "1GB"
THREADS = 2


def connect(spill: Path) -> Any:
    """An in-process DuckDB of bounded memory."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{MEMORY}'")
    con.execute(f"SET threads = {THREADS}")
    con.execute("SET preserve_insertion_order = false")
    con.execute(f"SET temp_directory = {literal(str(spill))}")
    return con


class Audit:
    """All norms of `corpus` over all matters of `log`. `as_of` (a day number) defaults to the log's last day.

    What does not fit into memory goes to the folder `spill`.
    """

    def __init__(
        self,
        corpus: Corpus,
        log: Source,
        as_of: int | None,
        spill: Path,
        say: Callable[[str], None],
    ) -> None:
        self.corpus, self.log, self.say = corpus, log, say
        self.con = connect(spill)
        self.as_of = log.last_day(self.con) if as_of is None else as_of
        self.dues = dues.Dues(corpus.calendar)
        self.texts = Texts(corpus.parameters, self.as_of, self.as_of * 1440 + 1439)
        self.layout = replace(log.layout(corpus), extremes=True)
        self.norms = [n.id for n in corpus.norms.values() if not isinstance(n.rule, Interpretation)]
        self.counts = {norm: dict.fromkeys(VERDICTS, 0) for norm in self.norms}

    def run(self, sink: Sink | None, verdicts: Sequence[Verdict]) -> None:
        """Judge bucket by bucket; `counts` then holds how often each norm gave each verdict."""
        needs = needs_of(self.corpus, self.texts, self.norms)
        self._elsewhere(needs)
        facts = plan_facts(self.texts, self.layout, needs)
        norms = plan_norms(self.corpus, self.texts, self.layout, facts, self.norms)
        reporter = Reporter(self.corpus, norms, self.con, self.layout.numbered)
        judged = {f"judged_{grain}" for grain in self.corpus.grains} if sink else set()
        steps = lean([*facts.steps, *norms.steps], judged)
        begun = time.monotonic()
        for bucket in self._buckets():
            for step in steps:
                self.execute(step)
            self._count(norms.prefixes)
            if sink is not None:
                reporter.report(sink, verdicts)
            self.say(
                f"第 {bucket + 1}/{self.log.buckets} 批完成，{time.monotonic() - begun:.1f} 秒"
            )

    def execute(self, step: str | Lookup | Cutting) -> None:
        """One step of a plan."""
        if isinstance(step, Lookup):
            self.dues.fill(self.con, step)
        elif isinstance(step, Cutting):
            cuts.fill(self.con, step, self.corpus.calendar)
        else:
            self.con.execute(step)

    def _buckets(self) -> Iterator[int]:
        for bucket in range(self.log.buckets):
            self.log.load(self.con, bucket)
            yield bucket

    def _count(self, prefixes: dict[str, str]) -> None:
        by_grain: dict[str, list[str]] = {}
        for norm in prefixes:
            by_grain.setdefault(self.corpus.norms[norm].grain, []).append(norm)
        for grain, norms in by_grain.items():
            sums = [
                f"count(CASE WHEN {prefixes[norm]}_verdict = {code} THEN 1 END)"
                for norm in norms
                for code in range(len(VERDICTS))
            ]
            found = self._row(f"SELECT {', '.join(sums)} FROM judged_{grain}")
            pairs = [(norm, verdict) for norm in norms for verdict in VERDICTS]
            for (norm, verdict), n in zip(pairs, found, strict=True):
                self.counts[norm][verdict] += n

    def _row(self, query: str) -> tuple[Any, ...]:
        return tuple(self.con.execute(query).fetchall()[0])

    def _elsewhere(self, needs: Needs) -> None:
        """Tables of what all matters hold under each key, before any fact that counts other matters."""
        facts = [self.corpus.facts[n] for n in sorted(needs.ranks, key=needs.ranks.__getitem__)]
        for fact in facts:
            if isinstance(fact.derive, Elsewhere):
                self._gather(fact, fact.derive)

    def _gather(self, fact: Fact, how: Elsewhere) -> None:
        needs = Needs(
            self.corpus.facts, self.corpus.grains, self.texts.names, self.texts.amount_names
        )
        spans = [each for each in (how.since, how.until) if each]
        named = sorted(self.texts.names(how.where)) if how.where else []
        needs.add(fact.grain, [how.key, *spans, *named])
        plan = plan_facts(self.texts, self.layout, needs)
        table = f"elsewhere_{fact.name}"
        span = ", since BIGINT, until BIGINT" if how.at else ""
        matter = "BIGINT" if self.layout.numbered else "VARCHAR"
        self.con.execute(
            f"CREATE TEMP TABLE {table} (key VARCHAR, matter {matter}, n BIGINT{span})"
        )
        for _ in self._buckets():
            for step in plan.steps:
                self.execute(step)
            self.con.execute(f"INSERT INTO {table} {elsewhere_select(self.texts, plan, fact)}")
        for step in plan.steps:
            if isinstance(step, str) and step.startswith("DROP") and made_by(step):
                self.con.execute(step)
