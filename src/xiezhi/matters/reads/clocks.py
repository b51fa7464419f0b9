"""The nearest running clock of each case, computed by replay and kept on its row until something changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from time import monotonic

from django.db.models import F, Q
from django.utils import timezone

from xiezhi.law.procedures.state import RunningClock
from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import handled
from xiezhi.matters.reads.states import due_day, due_of, nearest, state_of
from xiezhi.registry.clock import today
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView, deadline

#: Cases brought up to date in one request; the rest follow with the next.
AT_ONCE = 20
TONES = {"green": ("plain", ""), "yellow": ("care", "临期"), "red": ("bad", "超期")}


def refresh_clocks(scope: Scope) -> None:
    """Compute the clocks of running cases the person's organs handle that moved or were computed on another day."""
    stale = Q(clock_seq__lt=F("seq")) | ~Q(clock_on=today()) | Q(clock_on=None)
    for case in handled(scope).filter(stale).exclude(state="archived")[:AT_ONCE]:
        refresh(case)


def turn(seconds: float = 5.0) -> int:
    """The worker's round: running cases computed on another day, a few seconds at a time; how many were."""
    until, done = monotonic() + seconds, 0
    stale = Case.objects.exclude(clock_on=today()).exclude(state="archived")
    while monotonic() < until and (found := list(stale.order_by("due_order")[:AT_ONCE])):
        for case in found:
            refresh(case)
        done += len(found)
    return done


def refresh(case: Case) -> None:
    """Keep the nearest clock on the row; a row that moved meanwhile is left for the next time."""
    state, _ = state_of(case.matter)
    clock = nearest(state.clocks)
    Case.objects.filter(pk=case.pk, seq=case.seq).update(
        due_on=due_day(clock) if clock else None,
        due_what=clock.title if clock else "",
        due_colour=clock.colour if clock else "",
        clock_seq=case.seq,
        clock_on=today(),
    )


def case_due(case: Case) -> DeadlineView | None:
    """The nearest deadline as kept on the row."""
    return toned(case.due_on, case.due_colour) if case.due_on else None


def clock_due(clock: RunningClock) -> DeadlineView:
    """A clock with its calculation; one that stands still says so."""
    due = due_of(clock)
    sentences = tuple(clock.finding.calculation)
    if due is None:
        return DeadlineView("中止计时", "plain", "已中止", sentences)
    view = toned(due, clock.colour, sentences)
    return replace(view, mark="暂定") if clock.finding.provisional else view


def toned(due: date | datetime, colour: str, sentences: tuple[str, ...] = ()) -> DeadlineView:
    """The deadline in words, coloured as the law's ladder says."""
    view = deadline(due, timezone.localtime(), sentences)
    tone, mark = TONES.get(colour, ("plain", ""))
    return replace(view, tone=tone, mark=mark)
