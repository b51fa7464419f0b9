"""Clocks of a procedure: the norms that count a period from one of its steps to another, with the period in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Deadline, Norm, Within
from xiezhi.law.periods.explain import period
from xiezhi.law.procedures.model import Procedure
from xiezhi.law.procedures.order import title
from xiezhi.law.procedures.watching import clock_of


@dataclass(frozen=True, slots=True)
class TimedNorm:
    """`starts` and `ends` are steps of the procedure, none on the side that another procedure has (the table tells it,
    the picture draws no line); `begins` says in words what the clock counts from."""

    norm: Norm
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    period: str
    begins: str
    finishes: str


def timed_norms(corpus: Corpus, procedure: Procedure) -> tuple[TimedNorm, ...]:
    """In the order of the steps that end them, else of those that start them."""
    found = list(_timed(corpus, procedure))
    order = list(procedure.steps)
    return tuple(sorted(found, key=lambda clock: order.index((*clock.ends, *clock.starts)[0])))


def _timed(corpus: Corpus, procedure: Procedure) -> Iterator[TimedNorm]:
    for norm in corpus.norms.values():
        rule = clock_of(norm)
        covered = corpus.covered(norm.applies.procedures)
        if rule is None or (covered is not None and procedure.code not in covered):
            continue
        ends = tuple(name for name in rule.to if name in procedure.steps)
        starts = _starts(corpus, norm, rule)
        own = tuple(name for name in starts if name in procedure.steps and name not in ends)
        if own or (ends and (rule.from_fact or not _at_home(corpus, norm, starts, ends))):
            yield _described(corpus, procedure, norm, rule, own, ends)


def _at_home(corpus: Corpus, norm: Norm, starts: tuple[str, ...], ends: tuple[str, ...]) -> bool:
    """Whether some procedure under the norm has both ends of the clock."""
    covered = corpus.covered(norm.applies.procedures)
    codes = corpus.procedures.keys() if covered is None else covered
    steps = (corpus.procedures[code].steps.keys() for code in codes)
    return any(each & {*starts} and each & {*ends} for each in steps)


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
    begins = _titles(corpus, procedure, starts or _starts(corpus, norm, rule))
    return TimedNorm(
        norm=norm,
        starts=starts,
        ends=ends,
        period=period_words(corpus, rule.within),
        begins=corpus.title_of(rule.from_fact) if rule.from_fact else begins,
        finishes=_titles(corpus, procedure, ends or rule.to),
    )


def _titles(corpus: Corpus, procedure: Procedure, names: tuple[str, ...]) -> str:
    own = procedure.steps
    return "或者".join(
        dict.fromkeys(own[name].title if name in own else title(corpus, name) for name in names)
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
