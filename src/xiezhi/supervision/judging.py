"""Every norm over one matter, and what of it is worth a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from xiezhi.journal.reads import history
from xiezhi.law.events import EPOCH
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.model import Norm
from xiezhi.law.procedures.replay import yellow_from
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus
from xiezhi.supervision.models import Card

OF_SEVERITY = {"red": Card.Colour.RED, "yellow": Card.Colour.YELLOW}


@dataclass(frozen=True, slots=True)
class Raised:
    """A finding that deserves a card, with its colour."""

    finding: Finding
    norm: Norm
    colour: Card.Colour


@dataclass(frozen=True, slots=True)
class Judged:
    """`raised` by (norm, row); `organ` handles the matter; `next_on`: the first day on which time alone
    can change a verdict (the day a clock turns yellow or runs out)."""

    raised: Mapping[tuple[str, str], Raised]
    organ: str
    next_on: date | None


def judged(matter: str, now: datetime) -> Judged:
    """Judge all norms over the matter as it stands."""
    events, context, law = history(matter), law_context(now), corpus()
    findings = judge(law, derive(law, events, context), context)
    raised = {(f.norm, f.row): r for f in findings if (r := _raised(f, law.norms[f.norm], now))}
    running = [f for f in findings if f.verdict == Verdict.RUNNING]
    return Judged(raised, _organ(events), min(_changes(running, now.date()), default=None))


def _raised(finding: Finding, norm: Norm, now: datetime) -> Raised | None:
    colour = _colour(finding, norm, now.date())
    return Raised(finding, norm, colour) if colour else None


def _colour(finding: Finding, norm: Norm, today: date) -> Card.Colour | None:
    if finding.verdict == Verdict.UNKNOWN:
        return Card.Colour.GREY
    if finding.verdict == Verdict.BREACHED:
        return OF_SEVERITY.get(norm.breach.severity)
    if finding.verdict == Verdict.RUNNING:
        turns = yellow_from(finding, norm, corpus())
        return Card.Colour.YELLOW if turns is not None and turns <= today else None
    return None


def _changes(running: list[Finding], today: date) -> Iterator[date]:
    """Days after today on which a running clock turns yellow or is passed."""
    law = corpus()
    for finding in running:
        for day in (yellow_from(finding, law.norms[finding.norm], law), _passed(finding)):
            if day is not None and day > today:
                yield day


def _passed(finding: Finding) -> date | None:
    if finding.due_day is not None:
        return EPOCH + timedelta(days=finding.due_day + 1)
    if finding.due_min is not None:
        return EPOCH + timedelta(days=finding.due_min // 1440)
    return None


def _organ(events: list[Any]) -> str:
    actors = (a for e in events for a in e.fields.get("by", ()) if a.get("organ"))
    return next((a["organ"] for a in actors), "")
