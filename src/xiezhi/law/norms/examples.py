"""Runs the examples that norms carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from xiezhi.law.norms.compiled import compile_norm
from xiezhi.law.norms.judge import judge_row
from xiezhi.law.norms.model import Example, Interpretation, Norm, RequiresBefore
from xiezhi.law.norms.moments import moment
from xiezhi.law.norms.outcome import chinese_day, chinese_minute
from xiezhi.law.norms.staging import staged
from xiezhi.law.periods.clock import day_number, minute_number
from xiezhi.law.reading import Problem
from xiezhi.law.verdicts import Finding

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def judge_example(corpus: Corpus, norm: Norm, example: Example) -> Finding:
    """The finding of the norm over its example. The `from` event of a `requires_before` is taken as matching
    its `where`; everything else runs as for a real matter."""
    tried = norm
    if isinstance(norm.rule, RequiresBefore):
        tried = replace(norm, rule=replace(norm.rule, where=None))
    compiled = compile_norm(tried, corpus, corpus.engine().compiler)
    return judge_row(corpus, compiled, staged(corpus, norm, example))


def example_problems(corpus: Corpus) -> Iterator[Problem]:
    """Examples that do not come out as their norm says."""
    for norm in corpus.norms.values():
        if isinstance(norm.rule, Interpretation):
            continue
        for example in norm.examples:
            for found, expected in differences(corpus, norm, example):
                yield Problem(norm.source, example.line, f"例子判为{found}", expected)


def differences(corpus: Corpus, norm: Norm, example: Example) -> Iterator[tuple[str, str]]:
    """(found, expected) where the norm answers its example differently from what it says."""
    try:
        finding = judge_example(corpus, norm, example)
    except (ValueError, TypeError) as error:
        yield (
            f"不能计算的例子（{error}）",
            "日期写作 2026-03-02 或 2026-03-02T09:00，事实写整数或词",
        )
        return
    if finding.verdict != example.expect:
        yield f"“{finding.verdict}”（{finding.reason}）", f"“{example.expect}”"
    elif example.due and not _due_matches(finding, example.due):
        yield f"期限至{_due(finding)}", f"期限至 {example.due}"


def _due_matches(finding: Finding, due: str) -> bool:
    at = moment(due)
    return (finding.due_day == day_number(at)) or (finding.due_min == minute_number(at))


def _due(finding: Finding) -> str:
    if finding.due_min is not None:
        return chinese_minute(finding.due_min)
    return "（无）" if finding.due_day is None else chinese_day(finding.due_day)
