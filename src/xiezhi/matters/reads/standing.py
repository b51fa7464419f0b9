"""Where a case stands, as its page shows it: what may be done, what not yet and why, clocks, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.state import RefusedStep, RunningClock, State, Thread
from xiezhi.law.verdicts import Verdict
from xiezhi.matters.acts.threads import ASIDE
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.flow import flow
from xiezhi.matters.reads.next_acts import ActLine, called_for, in_order, line, may
from xiezhi.matters.reads.states import state_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView, FlowStep, RefusalView

NEXT = 5
NOT_YET = 6


@dataclass(frozen=True, slots=True)
class ClockLine:
    title: str
    due: DeadlineView
    law: str
    article: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """A step the law refuses now, one line for each reason."""

    title: str
    reason: str
    law: str
    article: str
    cure: str
    cure_href: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`next` at most five of those called for, `more` the rest; `idle` says who must act when this person need not;
    `problems`: what was done against a red norm and is no clock still shown."""

    flow: list[FlowStep]
    clocks: list[ClockLine]
    next: list[ActLine]
    more: list[ActLine]
    not_yet: list[NotYet]
    missing: list[str]
    idle: str
    problems: list[RefusalView]


def standing(case: Case, scope: Scope) -> Standing:
    """Replayed now; acts are those this person's roles may take."""
    state, events = state_of(case.matter)
    threads = [t for t in state.threads if t.procedure not in ASIDE]
    ranked = in_order(case, threads, state)
    mine = [pair for pair in ranked if may(pair[1], scope)]
    called = [pair for pair in ranked if called_for(case, *pair, state)]
    wanted = [pair for pair in called if pair in mine][:NEXT]
    return Standing(
        flow=flow(case, events),
        clocks=[_clock(clock) for clock in state.clocks],
        next=[line(case, *pair, state) for pair in wanted],
        more=[line(case, *pair, state) for pair in mine if pair not in wanted],
        not_yet=list(_not_yet(case, threads))[:NOT_YET],
        missing=_missing(state, events),
        idle=_idle([step for _, step in called]),
        problems=_problems(case, state),
    )


def _clock(clock: RunningClock) -> ClockLine:
    cite = corpus().norms[clock.norm].cite[0]
    return ClockLine(clock.title, clock_due(clock), cite.law, str(cite.article))


def _not_yet(case: Case, threads: Sequence[Thread]) -> Iterator[NotYet]:
    for thread in threads:
        for refused in thread.refused:
            view = _first_reason(case, refused)
            if view is not None:
                yield NotYet(
                    refused.step.title,
                    view.reason,
                    view.law,
                    view.article,
                    view.cure,
                    view.cure_href,
                )


def _problems(case: Case, state: State) -> list[RefusalView]:
    clocks, norms = {clock.norm for clock in state.clocks}, corpus().norms
    grave = (
        finding
        for finding in state.findings
        if finding.verdict is Verdict.BREACHED
        and finding.norm not in clocks
        and norms[finding.norm].breach.severity == "red"
    )
    return refusal_views(grave, "", case.matter)


def _first_reason(case: Case, refused: RefusedStep) -> RefusalView | None:
    """The first finding in words; steps that are merely over (once, not_after) are not listed."""
    views = refusal_views(refused.findings, refused.step.title, case.matter)
    return views[0] if views else None


def _missing(state: State, events: Sequence[Event]) -> list[str]:
    return [fact.title for fact in state.missing]


def _idle(steps: Sequence[Step]) -> str:
    waiting = [s for s in steps if not s.event and s.modes != ("attest",)][:3]
    if not waiting:
        return "现在没有可以办理的步骤。"
    lines = [f"{s.title}（{'、'.join(role_title(r) for r in s.by)}）" for s in waiting]
    return f"现在没有由您办理的步骤。可以由他人办理：{'；'.join(lines)}。"
