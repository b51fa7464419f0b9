"""Where a case stands, as its page shows it: what may be done, what not yet and why, clocks, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from xiezhi.law.events import Event
from xiezhi.law.norms.model import Deadline
from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.state import RefusedStep, RunningClock, State, Thread
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.flow import flow
from xiezhi.matters.reads.states import state_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView, FlowStep, RefusalView

NEXT = 5
NOT_YET = 6
#: Threads that only carry drafts; people see them as drafts.
UNSEEN = "drafting"


@dataclass(frozen=True, slots=True)
class ActLine:
    """A step that may be taken: `reason` why now, `law` and `article` when an article asks for it."""

    title: str
    href: str
    reason: str = ""
    law: str = ""
    article: str = ""
    due: DeadlineView | None = None


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
    """`next` at most five, `more` the rest; `idle` says who must act when this person need not."""

    flow: list[FlowStep]
    clocks: list[ClockLine]
    next: list[ActLine]
    more: list[ActLine]
    not_yet: list[NotYet]
    missing: list[str]
    idle: str


def standing(case: Case, scope: Scope) -> Standing:
    """Replayed now; acts are those this person's roles may take."""
    state, events = state_of(case.matter)
    threads = [t for t in state.threads if t.procedure != UNSEEN]
    ranked = sorted(_open(threads), key=lambda pair: _rank(pair[1], pair[0], state, case))
    mine = [_act(case, t, s, state) for t, s in ranked if _may(s, scope)]
    return Standing(
        flow=flow(case, events),
        clocks=[_clock(clock) for clock in state.clocks],
        next=mine[:NEXT],
        more=mine[NEXT:],
        not_yet=list(_not_yet(case, threads))[:NOT_YET],
        missing=_missing(state, events),
        idle=_idle([step for _, step in ranked]),
    )


def _open(threads: Iterable[Thread]) -> Iterator[tuple[Thread, Step]]:
    """Each open step once, in the newest thread that offers it; steps taken over by a started thread are left out."""
    seen: set[tuple[str, str]] = set()
    current = {thread.procedure for thread in threads}
    for thread in reversed(list(threads)):
        for each in thread.open:
            mark = (thread.procedure, each.step.name)
            taken_over = each.step.starts in current and each.step.once
            if mark not in seen and not taken_over:
                seen.add(mark)
                yield thread, each.step


def _rank(step: Step, thread: Thread, state: State, case: Case) -> tuple[int, ...]:
    """A clock near its end first, then what cures a refused step, then the next new act of the case.

    What only could have been done instead of something already done comes late.
    """
    waiting = [clock for clock in state.clocks if step.name in clock.to]
    done = {each.step for each in thread.done}
    return (
        step.event or step.modes == ("attest",),
        not any(clock_due(clock).mark for clock in waiting),
        not waiting and step.name in _instead(done),
        step.name not in _cures(state),
        thread.procedure != case.procedure,
        step.name in done,
        _distance(step, thread, case),
        not waiting,
    )


def _instead(done: set[str]) -> set[str]:
    """Steps any one of which ends the same deadline as a step of `done` did."""
    rules = (norm.rule for norm in corpus().norms.values() if isinstance(norm.rule, Deadline))
    return {name for rule in rules if done & set(rule.to) for name in rule.to} - done


def _cures(state: State) -> set[str]:
    refused = (each for thread in state.threads for each in thread.refused)
    norms = corpus().norms
    return {norms[f.norm].breach.cure_by for each in refused for f in each.findings}


def _distance(step: Step, thread: Thread, case: Case) -> int:
    """How many phases ahead; a phase already behind comes last."""
    codes = [code for code, _ in corpus().procedures[thread.procedure].phases]
    here = codes.index(case.phase) if case.phase in codes else 0
    ahead = (codes.index(step.phase) if step.phase in codes else 0) - here
    return ahead if ahead >= 0 else len(codes) - ahead


def _may(step: Step, scope: Scope) -> bool:
    drafters = {"officer", "unit_head"} if step.approval else set()
    return bool(scope.roles & (set(step.by) | drafters))


def _act(case: Case, thread: Thread, step: Step, state: State) -> ActLine:
    href = reverse("matters:step", args=(case.matter, thread.procedure, step.name))
    waiting = next((clock for clock in state.clocks if step.name in clock.to), None)
    href += f"?thread={thread.id.replace('#', '%23')}"
    if waiting is None:
        return ActLine(step.title, href, _why(step))
    cite = corpus().norms[waiting.norm].cite[0]
    return ActLine(step.title, href, waiting.title, cite.law, str(cite.article), clock_due(waiting))


def _why(step: Step) -> str:
    who = "、".join(role_title(role) for role in step.approval)
    return step.hint or (f"须经{who}审批" if who else "")


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
