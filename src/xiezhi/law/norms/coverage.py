"""Do the examples of a norm show every outcome it can have, and both sides of every number?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xiezhi.law.facts.values import EPOCH_ORDINAL
from xiezhi.law.norms.examples import judge_example
from xiezhi.law.norms.model import (
    Deadline,
    Example,
    Interpretation,
    Judgement,
    Norm,
    Publicity,
    Requires,
    RequiresBefore,
)
from xiezhi.law.norms.moments import moment
from xiezhi.law.norms.needs import texts_of
from xiezhi.law.reading import Problem
from xiezhi.law.texts import Comparison, comparisons, parameters_in
from xiezhi.law.verdicts import Verdict

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def coverage_problems(corpus: Corpus) -> Iterator[Problem]:
    """Outcomes without an example, and numbers without an example on either side."""
    for norm in corpus.norms.values():
        if isinstance(norm.rule, Interpretation):
            continue
        line = norm.lines.get("examples", 1)
        shown = {example.expect for example in norm.examples}
        for verdict in sorted(_reachable(corpus, norm) - shown):
            yield Problem(norm.source, line, f"没有判为“{verdict}”的例子", "每种结果至少一个例子")
        for found, expected in _boundary_faults(corpus, norm):
            yield Problem(norm.source, line, found, expected)


def _reachable(corpus: Corpus, norm: Norm) -> set[str]:
    """The words a norm can come to; `unknown` when an example with nothing given is."""
    found = set(_words(corpus, norm))
    if norm.applies.when:
        found.add(Verdict.NOT_APPLICABLE)
    if isinstance(norm.rule, Requires):
        found.add(judge_example(corpus, norm, Example({}, "")).verdict)
    return {str(word) for word in found}


def _words(corpus: Corpus, norm: Norm) -> tuple[Verdict, ...]:
    two = (Verdict.MET, Verdict.BREACHED)
    match norm.rule:
        case Requires(text=text) if any(map(corpus.engine().compiler.unset, parameters_in(text))):
            return ()
        case Deadline() | Publicity(means="required"):
            return two if _ends_itself(corpus, norm) else (*two, Verdict.RUNNING)
        case Judgement() | Publicity(means="judgement"):
            return (*two, Verdict.NEEDS_JUDGEMENT)
        case _:
            return two


def _ends_itself(corpus: Corpus, norm: Norm) -> bool:
    """Every row of the grain is the end of the clock: it can be late, but not running."""
    steps, rule = set(corpus.grains[norm.grain].steps), norm.rule
    return isinstance(rule, Deadline) and bool(steps) and steps <= set(rule.to) - set(rule.from_)


def _boundary_faults(corpus: Corpus, norm: Norm) -> Iterator[tuple[str, str]]:
    for text in texts_of(norm):
        for each in comparisons(text):
            yield from _comparison_faults(corpus, norm, each)
    yield from _period_faults(corpus, norm)


def _comparison_faults(corpus: Corpus, norm: Norm, each: Comparison) -> Iterator[tuple[str, str]]:
    given = [e.given for e in norm.examples if each.name in e.given]
    if isinstance(each.limit, int):
        edges = {each.edges(each.limit)}
    else:
        edges = {each.edges(v) for v in _values(corpus, each.limit.removeprefix("param."))}
    values = {_number(row[each.name]) for row in given}
    if edges and not any(set(pair) <= values for pair in edges):
        pairs = "、".join(f"{a} 和 {b}" for a, b in sorted(edges))
        yield (
            f"“{each.name} {each.operator} {each.limit}”没有界上的例子",
            f"{each.name} 为 {pairs} 的例子",
        )


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _values(corpus: Corpus, parameter: str) -> set[int]:
    """All values a parameter can have in the corpus."""
    found = corpus.parameters[parameter]
    known = {value.value for value in found.values}
    return known | ({found.default} if found.default is not None else set())


def _period_faults(corpus: Corpus, norm: Norm) -> Iterator[tuple[str, str]]:
    """A clock needs an end on its last day and one on the day after; a minimal interval likewise."""
    rule = norm.rule.deadline if isinstance(norm.rule, Publicity) else norm.rule
    if isinstance(rule, Deadline):
        wanted = {0: Verdict.MET, 1: Verdict.BREACHED}
    elif isinstance(rule, RequiresBefore) and rule.min_gap:
        wanted = {0: Verdict.MET, -1: Verdict.BREACHED}
    else:
        return
    shown = {_distance(corpus, norm, example): example.expect for example in norm.examples}
    for distance, verdict in wanted.items():
        if shown.get(distance) != verdict:
            where = {0: "界上", 1: "过期一日（分）", -1: "早一日（分）"}[distance]
            yield f"期限没有{where}的例子", f"{where}办理而判为“{verdict}”的例子"


def _distance(corpus: Corpus, norm: Norm, example: Example) -> int | None:
    """Days (minutes) from the limit to the end the example gives."""
    if "to" not in example.given:
        return None
    finding = judge_example(corpus, norm, example)
    at = moment(example.given["to"])
    day = at.toordinal() - EPOCH_ORDINAL
    if finding.due_min is not None:
        return day * 1440 + at.hour * 60 + at.minute - finding.due_min
    return None if finding.due_day is None else day - finding.due_day
