"""Clocks that run in a matter, and facts that are missing from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from xiezhi.law.facts.context import Context
from xiezhi.law.norms.model import Deadline, Norm, Publicity
from xiezhi.law.procedures.ladder import Ladder, colour_of, measured
from xiezhi.law.procedures.state import MissingFact, RunningClock
from xiezhi.law.verdicts import Finding, Verdict

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def running_clocks(
    corpus: Corpus, findings: Iterable[Finding], context: Context
) -> Iterator[RunningClock]:
    """The clocks among the findings that still wait for their end."""
    ladder = Ladder(corpus.engine(context.parameters).compiler)
    for finding in findings:
        norm = corpus.norms[finding.norm]
        rule = clock_of(norm)
        if rule is not None and _waits(finding):
            yield _running(norm, rule, finding, ladder, context)


def clock_of(norm: Norm) -> Deadline | None:
    """The deadline a norm runs, if any."""
    rule = norm.rule.deadline if isinstance(norm.rule, Publicity) else norm.rule
    return rule if isinstance(rule, Deadline) else None


def _waits(finding: Finding) -> bool:
    ended = finding.facts.get("to_day") is not None
    return not ended and finding.verdict in (Verdict.RUNNING, Verdict.BREACHED)


def _running(
    norm: Norm, rule: Deadline, finding: Finding, ladder: Ladder, context: Context
) -> RunningClock:
    as_of = context.as_of.replace(tzinfo=None)
    size = measured(finding, rule, as_of, context.calendar)
    yellow, left = False, None
    if size is not None:
        length, left = size
        yellow = ladder.yellow(length, left, rule.within.unit, finding.facts)
    unit = {"workdays": "workdays", "hours": "minutes", "minutes": "minutes"}.get(
        rule.within.unit, "days"
    )
    return RunningClock(
        norm.id, norm.title, rule.to, colour_of(finding, left, yellow), left, unit, finding
    )


def missing_facts(corpus: Corpus, findings: Iterable[Finding]) -> list[MissingFact]:
    """Facts that made a verdict unknown, with the norms that wait for them."""
    waiting: dict[str, list[str]] = {}
    for finding in findings:
        for name in finding.missing:
            norms = waiting.setdefault(name, [])
            if finding.norm not in norms:
                norms.append(finding.norm)
    return [
        MissingFact(name, corpus.title_of(name), tuple(norms)) for name, norms in waiting.items()
    ]
