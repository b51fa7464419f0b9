"""Clocks of a procedure: the norms that count a period from one of its steps to another, with the period in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Deadline, Norm, Within
from xiezhi.law.periods.explain import period
from xiezhi.law.procedures.model import Procedure
from xiezhi.law.procedures.watching import clock_of


@dataclass(frozen=True, slots=True)
class TimedNorm:
    """`starts` and `ends` are steps of the procedure; `begins` says in words what the clock counts from."""

    norm: Norm
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    period: str
    begins: str
    finishes: str


def timed_norms(corpus: Corpus, procedure: Procedure) -> tuple[TimedNorm, ...]:
    """In the order of the steps that end them."""
    found = list(_timed(corpus, procedure))
    order = list(procedure.steps)
    return tuple(sorted(found, key=lambda clock: order.index(clock.ends[0])))


def _timed(corpus: Corpus, procedure: Procedure) -> Iterator[TimedNorm]:
    for norm in corpus.norms.values():
        rule = clock_of(norm)
        covered = corpus.covered(norm.applies.procedures)
        if rule is None or (covered is not None and procedure.code not in covered):
            continue
        ends = tuple(name for name in rule.to if name in procedure.steps)
        starts = _starts(corpus, norm, rule)
        own = tuple(name for name in starts if name in procedure.steps and name not in ends)
        if ends and (own or rule.from_fact):
            yield _described(corpus, procedure, norm, rule, own, ends)


def _starts(corpus: Corpus, norm: Norm, rule: Deadline) -> tuple[str, ...]:
    """The steps that start the clock; for one that counts from a fact, those at which the fact is stated."""
    return rule.from_ or corpus.grains[norm.grain].steps


def _described(
    corpus: Corpus,
    procedure: Procedure,
    norm: Norm,
    rule: Deadline,
    starts: tuple[str, ...],
    ends: tuple[str, ...],
) -> TimedNorm:
    steps = procedure.steps
    begins = "或者".join(dict.fromkeys(steps[name].title for name in starts))
    return TimedNorm(
        norm=norm,
        starts=starts,
        ends=ends,
        period=period_words(corpus, rule.within),
        begins=corpus.title_of(rule.from_fact) if rule.from_fact else begins,
        finishes="或者".join(dict.fromkeys(steps[name].title for name in ends)),
    )


def period_words(corpus: Corpus, within: Within) -> str:
    """「90日」; 「1至15个工作日」 where the parameter differs by place or kind; the fact's title where a paper says it."""
    if within.param is not None:
        parameter = corpus.parameters[within.param]
        amounts = {value.value for value in parameter.values} | {parameter.default}
        known = sorted(amount for amount in amounts if amount is not None)
        if not known:
            return "尚未设定"
        least = f"{known[0]}至" if len(known) > 1 else ""
        return least + period(replace(within, amount=known[-1], param=None))
    if within.fact is not None:
        return f"依“{corpus.title_of(within.fact)}”"
    return period(within)
