"""What the law says to one more event: the gate."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import Derived, derive
from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.judge import judge_row
from xiezhi.law.norms.model import Deadline, Publicity
from xiezhi.law.verdicts import PASSING, Finding

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def consider(
    corpus: Corpus, events: Sequence[Event], candidate: Event, context: Context
) -> list[Finding]:
    """All norms whose `gates` hold the candidate's step, judged on the history with the candidate in its place.

    Rows: of entry and item grains over the candidate's step, its own rows only; thread grains: its thread;
    every other grain: all rows.
    """
    gating = corpus.gating.get(candidate.step, ())
    if not gating:
        return []
    rows = derive(corpus, [*events, candidate], context)
    compiled = corpus.engine(context.parameters).norms
    position = next(i for i, event in enumerate(rows.history.events) if event is candidate)
    norms = [compiled[name] for name in gating]
    concerned = {
        grain: _concerned(rows, grain, candidate, position)
        for grain in {each.norm.grain for each in norms}
    }
    return [judge_row(corpus, each, row) for each in norms for row in concerned[each.norm.grain]]


def _concerned(rows: Derived, grain: str, candidate: Event, position: int) -> list[Row]:
    """The rows of `grain` that a gate at the candidate looks at."""
    kind = rows.grain(grain)
    if candidate.step in kind.steps:
        return rows.at(grain, position)
    if kind.of == "thread":
        return [row for row in rows[grain] if row.history.events[0].thread == candidate.thread]
    return rows[grain]


def refusing(
    findings: Iterable[Finding], corpus: Corpus, verified: Collection[str] = ()
) -> list[Finding]:
    """The findings that refuse an act: effect block and not met, of norms whose text was at hand or that the
    operator has `verified`.

    A clock never refuses once what it waits for has happened, however late.
    """
    return [finding for finding in findings if _refuses(finding, corpus, verified)]


def _refuses(finding: Finding, corpus: Corpus, verified: Collection[str]) -> bool:
    norm = corpus.norms[finding.norm]
    if norm.breach.effect != "block" or finding.verdict in PASSING:
        return False
    if not norm.verified and norm.id not in verified:
        return False
    clock = isinstance(norm.rule, Deadline) or (
        isinstance(norm.rule, Publicity) and norm.rule.deadline is not None
    )
    return not (clock and finding.facts.get("to_day") is not None)
