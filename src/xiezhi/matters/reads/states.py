"""The law's view of a matter now, from its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from xiezhi.journal.reads import history
from xiezhi.law.events import EPOCH, Event
from xiezhi.law.procedures.replay import replay
from xiezhi.law.procedures.state import RunningClock, State
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus


def state_of(matter: str) -> tuple[State, list[Event]]:
    """Where the matter stands at this moment, and the events that say so (personal fields sealed)."""
    events = history(matter)
    return replay(corpus(), events, law_context(timezone.localtime())), events


def due_of(clock: RunningClock) -> date | datetime | None:
    """The last lawful day, or minute (in the organ's zone); None while suspended."""
    finding = clock.finding
    if finding.due_min is not None:
        moment = datetime.combine(EPOCH, datetime.min.time()) + timedelta(minutes=finding.due_min)
        return timezone.make_aware(moment)
    return EPOCH + timedelta(days=finding.due_day) if finding.due_day is not None else None


def due_day(clock: RunningClock) -> date | None:
    due = due_of(clock)
    return due.date() if isinstance(due, datetime) else due


def nearest(clocks: Sequence[RunningClock]) -> RunningClock | None:
    """The clock that ends first; suspended ones do not count."""
    dated = [(day, n) for n, clock in enumerate(clocks) if (day := due_day(clock)) is not None]
    return clocks[min(dated)[1]] if dated else None
