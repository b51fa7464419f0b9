"""Every norm over matters, and what of it is worth a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from xiezhi.journal.reads import histories_of
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.model import Norm
from xiezhi.law.procedures.watching import running_clocks
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.registry.context import RegistersOfRun, law_context
from xiezhi.registry.corpus import corpus
from xiezhi.supervision.models import Card

ONE_DAY = timedelta(days=1)
OF_SEVERITY = {"red": Card.Colour.RED, "yellow": Card.Colour.YELLOW}


@dataclass(frozen=True, slots=True)
class Raised:
    """A finding that deserves a card, with its colour."""

    finding: Finding
    norm: Norm
    colour: Card.Colour


@dataclass(frozen=True, slots=True)
class Judged:
    """`raised` by (norm, row); `organ` handles the matter; `next_on`: the day on which time alone may
    change a colour: tomorrow while a clock runs, never otherwise."""

    raised: Mapping[tuple[str, str], Raised]
    organ: str
    next_on: date | None


def judged(matters: Sequence[str], now: datetime) -> Iterator[tuple[str, Judged]]:
    """Judge all norms over the matters as they stand; the registers are read once for all."""
    pasts = histories_of(matters)
    people = {
        by["person"] for each in pasts.values() for e in each for by in e.fields.get("by", ())
    }
    context = replace(law_context(now), registers=RegistersOfRun(people))
    for matter, events in pasts.items():
        yield matter, _judged(events, context)


def _judged(events: Sequence[Event], context: Context) -> Judged:
    law = corpus()
    findings = judge(law, derive(law, events, context), context)
    colours = {(c.norm, c.finding.row): c.colour for c in running_clocks(law, findings, context)}
    raised = {}
    for finding in findings:
        key = (finding.norm, finding.row)
        colour = _colour(finding, law.norms[finding.norm], colours.get(key))
        if colour:
            raised[key] = Raised(finding, law.norms[finding.norm], colour)
    tomorrow = context.as_of.date() + ONE_DAY
    return Judged(raised, _organ(events), tomorrow if colours else None)


def _colour(finding: Finding, norm: Norm, clock: str | None) -> Card.Colour | None:
    if finding.verdict == Verdict.UNKNOWN:
        return Card.Colour.GREY
    if finding.verdict == Verdict.BREACHED:
        return OF_SEVERITY.get(norm.breach.severity)
    return Card.Colour.YELLOW if clock == "yellow" else None


def _organ(events: Sequence[Event]) -> str:
    actors = (a for e in events for a in e.fields.get("by", ()) if a.get("organ"))
    return next((str(a["organ"]) for a in actors), "")
