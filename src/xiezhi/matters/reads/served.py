"""What was handed to one party of a matter, and until when that party may have it reviewed; from the entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from xiezhi.documents.models import Document
from xiezhi.documents.reads import of_matter
from xiezhi.law.events import Event
from xiezhi.law.norms.model import Within
from xiezhi.law.periods.calendar import Calendar
from xiezhi.law.periods.due import Due, due
from xiezhi.registry.corpus import corpus

#: Papers that are addressed to the party.
TO_PARTY = (
    "penalty_notice",
    "hearing_notice",
    "correction_order",
    "penalty_decision",
    "spot_decision",
    "no_penalty_decision",
)
FIRST = "reconsider_first"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to have the decision reviewed: `term` as the decision says it, `due` once it was served."""

    title: str
    where: str
    term: str
    due: Due | None


def numbers_of(party: str | None, events: Sequence[Event]) -> frozenset[int]:
    """The party's numbers within the matter."""
    rows = chain.from_iterable(event.fields.get("parties") or () for event in events)
    return frozenset(row["party_no"] for row in rows if row.get("party") == party)


def served(
    matter: str, events: Sequence[Event], numbers: frozenset[int]
) -> Iterator[tuple[Document, date]]:
    """Documents handed to the party, with the day; what was voided or waits for its service is left out."""
    made = {event.id: event for event in events}
    papers = of_matter(matter).filter(kind__in=TO_PARTY).exclude(state=Document.State.VOIDED)
    for paper in papers:
        maker = made.get(paper.entry)
        day = _handed(maker, events, numbers) if maker else None
        if day:
            yield paper, day


def _handed(maker: Event, events: Sequence[Event], numbers: frozenset[int]) -> date | None:
    """The day it was served on the party; a paper no step serves is handed over when it is made."""
    if not _awaits_service(maker):
        return maker.at.date()
    return next((day for day in _services(maker, events, numbers)), None)


def _services(maker: Event, events: Sequence[Event], numbers: frozenset[int]) -> Iterator[date]:
    for event in events:
        on, ours = event.fields.get("served_on"), event.fields.get("addressee_no") in numbers
        if on and ours and (event.id == maker.id or _serves(event, maker)):
            yield date.fromisoformat(str(on))


def _serves(event: Event, maker: Event) -> bool:
    step = corpus().step(event.procedure, event.step)
    return step is not None and maker.step in step.after and event.seq > maker.seq


def _awaits_service(maker: Event) -> bool:
    steps = corpus().procedures[maker.procedure].steps
    those = (s for s in steps.values() if s.name == maker.step or maker.step in s.after)
    return any("served_on" in step.fields for step in those)


def remedies(events: Sequence[Event], numbers: frozenset[int], calendar: Calendar) -> list[Remedy]:
    """Reconsideration and suit as the last decision states them, counted from the day it was served."""
    decided = [event for event in events if event.fields.get("reconsideration_body")]
    if not decided:
        return []
    said, day = decided[-1].fields, _handed(decided[-1], events, numbers)
    first = said.get("remedy_route") == FIRST
    days, months = said.get("reconsideration_days"), said.get("suit_months")
    found = []
    if days:
        title, within = "先申请行政复议" if first else "申请行政复议", Within("days", days)
        found.append((title, said["reconsideration_body"], f"{days}日", within))
    if months and said.get("court") and not first:
        found.append(("提起行政诉讼", said["court"], f"{months}个月", Within("months", months)))
    return [
        Remedy(title, where, term, due(day, within, calendar) if day else None)
        for title, where, term, within in found
    ]
