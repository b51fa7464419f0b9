"""Norms over the rows of one matter → findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from xiezhi.law.facts.context import Context
from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.compiled import CompiledNorm
from xiezhi.law.norms.model import Interpretation
from xiezhi.law.norms.outcome import NOT_APPLICABLE, Outcome, chinese_day, unknown
from xiezhi.law.norms.rule_predicates import null_names
from xiezhi.law.verdicts import Finding, Verdict

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus

NOT_LOADED = "未载入当时有效的法律"


def judge(
    corpus: Corpus,
    rows: Mapping[str, Sequence[Row]],
    context: Context,
    norms: Iterable[str] | None = None,
) -> list[Finding]:
    """Every norm (or those in `norms`) over every row of its grain, `not_applicable` included."""
    compiled = corpus.engine(context.parameters).norms
    chosen = compiled if norms is None else norms
    return [
        judge_row(corpus, compiled[name], row)
        for name in chosen
        if not isinstance(compiled[name].norm.rule, Interpretation)
        for row in rows[compiled[name].norm.grain]
    ]


def judge_row(corpus: Corpus, compiled: CompiledNorm, row: Row) -> Finding:
    """One norm over one row."""
    outcome = _outcome(compiled, row)
    facts = row.facts
    applies = outcome.verdict is not Verdict.NOT_APPLICABLE
    seen = {name: facts[name] for name in compiled.reads} if applies else {}
    seen.update(outcome.facts)
    return Finding(
        compiled.norm.id,
        compiled.norm.grain,
        row.key,
        outcome.verdict,
        reason_of(corpus, compiled, outcome) if applies else _not_applicable(outcome),
        seen,
        outcome.due_day,
        outcome.due_min,
        outcome.missing,
        outcome.suspended,
        outcome.provisional,
        outcome.explain,
    )


def _not_applicable(outcome: Outcome) -> str:
    return f"不适用：{outcome.detail}。" if outcome.detail else "不适用"


def _outcome(compiled: CompiledNorm, row: Row) -> Outcome:
    """Version of the law, applicability, special norms, then the rule itself."""
    applies = compiled.applies
    day = row.history.days[row.position]
    if day > applies.to_day or not applies.covers(row):
        return NOT_APPLICABLE
    when = applies.when(row.facts) if applies.when else True
    if when is False:
        return NOT_APPLICABLE
    if compiled.displacers and any(each.holds(row, day) for each in compiled.displacers):
        return NOT_APPLICABLE
    if day < applies.from_day:
        return _before_its_time(compiled, day)
    if when is None:
        return unknown(*null_names(row, applies.names))
    return compiled.judge(row)


def _before_its_time(compiled: CompiledNorm, day: int) -> Outcome:
    """An act before the norm: under an earlier one that is loaded, under none, or under one that is not loaded."""
    if any(each.in_force(day) for each in compiled.earlier):
        return NOT_APPLICABLE
    if compiled.norm.first:
        begins = chinese_day(compiled.applies.from_day)
        return Outcome(Verdict.NOT_APPLICABLE, f"自{begins}起施行，此前没有这项规定")
    return unknown(detail=f"{NOT_LOADED}（{chinese_day(day)}）")


def reason_of(corpus: Corpus, compiled: CompiledNorm, outcome: Outcome) -> str:
    """One Chinese sentence: what was found, by which article, and what only this row knows."""
    opening = compiled.openings[outcome.verdict]
    if outcome.missing:
        titles = "”“".join(corpus.title_of(name) for name in outcome.missing)
        return f"{opening}：缺少“{titles}”。"
    return f"{opening}：{outcome.detail}。" if outcome.detail else f"{opening}。"
