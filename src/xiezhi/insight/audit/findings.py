"""Findings of the judged rows of one bucket: what was seen, when it was due, and one sentence why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from xiezhi.insight.audit.dues import day, moment
from xiezhi.insight.audit.sinks import FINDING, Sink
from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.model import OWN_FACTS, ROW_FACTS
from xiezhi.law.norms.judge import reason_of
from xiezhi.law.norms.model import Deadline, Norm, Publicity, RequiresBefore
from xiezhi.law.norms.needs import facts_of, periods_of, texts_of
from xiezhi.law.norms.outcome import Outcome, chinese_day, chinese_minute
from xiezhi.law.norms.sql_verdicts import VERDICTS
from xiezhi.law.norms.to_sql import NormsPlan
from xiezhi.law.texts import decisive_names
from xiezhi.law.verdicts import Verdict

BATCH = 50_000
_ROW = {
    "matter": "",
    "thread": " || '/' || r.thread",
    "entry": " || '/' || r.seq",
    "item": " || '/' || r.seq || '/' || r.idx",
}


class Reporter:
    """Reads findings off the `judged_<grain>` tables and hands them to a sink."""

    def __init__(self, corpus: Corpus, plan: NormsPlan, con: Any, numbered: bool) -> None:
        self.corpus, self.plan, self.con = corpus, plan, con
        self._numbered = numbered
        self._compiled = corpus.engine().norms
        self._reason = lru_cache(maxsize=100_000)(self._new_reason)

    def report(self, sink: Sink, verdicts: Sequence[Verdict]) -> None:
        """All rows of all norms whose verdict is one of `verdicts`."""
        codes = ", ".join(str(VERDICTS.index(verdict)) for verdict in verdicts)
        for norm in self.plan.prefixes:
            reader = self.con.sql(self._select(norm, codes)).to_arrow_reader(BATCH)
            for batch in reader:
                sink.write(self._findings(norm, batch))

    def _select(self, norm: str, codes: str) -> str:
        grain, prefix = self.corpus.grains[self.corpus.norms[norm].grain], self.plan.prefixes[norm]
        missing = " || ".join(
            f"CASE WHEN r.x_{name} IS NULL THEN '{name} ' ELSE '' END"
            for name in self._decisive(norm)
        )
        matter = "m.name" if self._numbered else "r.matter"
        named = " JOIN matters AS m ON m.matter = r.matter" if self._numbered else ""
        return (
            f"SELECT {matter} AS matter, {matter}{_ROW[grain.of]} AS row, r.{prefix}_verdict AS code,"
            f" r.{prefix}_start AS start, r.{prefix}_stop AS stop, r.{prefix}_due AS due,"
            f" r.{prefix}_open AS open,"
            f" {missing or repr('')} AS missing, {self._facts(norm)} AS facts"
            f" FROM judged_{grain.name} AS r{named} WHERE r.{prefix}_verdict IN ({codes})"
        )

    def _decisive(self, norm: str) -> list[str]:
        """Facts whose absence can make the verdict unknown."""
        stated, compiler = self.corpus.norms[norm], self.corpus.engine().compiler
        named = {name for text in texts_of(stated) for name in decisive_names(text, compiler)}
        counted = {period.fact for period in periods_of(stated.rule) if period.fact}
        return sorted({*named, *counted, *facts_of(stated.rule)} & {*self.plan.reads[norm]})

    def _facts(self, norm: str) -> str:
        """A JSON object of the facts the norm reads; days as ISO dates."""
        pairs = [f"'{name}', {self._shown(name)}" for name in self.plan.reads[norm]]
        return f"CAST(json_object({', '.join(pairs)}) AS VARCHAR)"

    def _shown(self, name: str) -> str:
        known = self.corpus.facts.get(name)
        unit = known.unit if known else {**ROW_FACTS, **OWN_FACTS}[name]
        if unit == "day":
            return f"CAST(DATE '1970-01-01' + CAST(r.x_{name} AS INTEGER) AS VARCHAR)"
        if unit == "min":
            return f"strftime(TIMESTAMP '1970-01-01' + to_minutes(r.x_{name}), '%Y-%m-%dT%H:%M')"
        return f"r.x_{name}"

    def _findings(self, norm: str, batch: Any) -> Any:
        stated, unit = self.corpus.norms[norm], self.plan.units[norm]
        rows = batch.to_pydict()
        told = zip(
            *(rows[n] for n in ("code", "start", "stop", "due", "open", "missing")), strict=True
        )
        n = batch.num_rows
        columns = (
            rows["matter"],
            rows["row"],
            [norm] * n,
            [stated.title] * n,
            [VERDICTS[code].value for code in rows["code"]],
            [stated.breach.severity] * n,
            *([_iso(at, unit) for at in rows[name]] for name in ("start", "stop", "due")),
            [self._reason(norm, *row) for row in told],
            rows["facts"],
        )
        return pa.record_batch([pa.array(c, pa.string()) for c in columns], schema=FINDING)

    def _new_reason(
        self,
        norm: str,
        code: int,
        start: int | None,
        stop: int | None,
        due: int | None,
        open_: bool,
        missing: str,
    ) -> str:
        verdict, unit = VERDICTS[code], self.plan.units[norm]
        if verdict is Verdict.NOT_APPLICABLE:
            return "不适用"
        lacking = tuple(missing.split()) if verdict is Verdict.UNKNOWN else ()
        detail = _detail(self.corpus.norms[norm], verdict, (start, stop, due), unit, open_)
        return reason_of(
            self.corpus, self._compiled[norm], Outcome(verdict, detail, missing=lacking)
        )


def _detail(
    norm: Norm,
    verdict: Verdict,
    times: tuple[int | None, int | None, int | None],
    unit: str,
    open_: bool,
) -> str:
    """What only this row knows: its last day and when it was done, or why there is none."""
    rule = norm.rule.deadline if isinstance(norm.rule, Publicity) else norm.rule
    start, stop, due = times
    told = chinese_minute if unit == "min" else chinese_day
    if isinstance(rule, RequiresBefore) and due is not None and verdict is Verdict.BREACHED:
        return f"最早{'不早于' if open_ else ''}{told(due)}"
    if not isinstance(rule, Deadline) or start is None:
        return ""
    if due is None:
        unclear = f"起算于{told(start)}，有关年份的放假安排没有载入"
        return unclear if verdict is Verdict.UNKNOWN else "期间中止计算"
    until = f"期限不早于{told(due)}届满" if open_ else f"期限至{told(due)}"
    return until + (f"，办理于{told(stop)}" if stop is not None else "")


def _iso(at: int | None, unit: str) -> str | None:
    """ISO date or local date and time of a day or minute number."""
    if at is None:
        return None
    return moment(at).isoformat(timespec="minutes") if unit == "min" else day(at).isoformat()
