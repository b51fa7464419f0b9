"""下一步可以: the open steps in lawful order, each with one line of reason and the article that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from xiezhi.law.norms.model import Deadline
from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.state import State, Thread
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.grounds import cures, ground
from xiezhi.registry.corpus import corpus
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView

#: Steps with a desk of their own: who works there, and its route.
DESKS = {
    "decision_published": ("publicity_clerk", "publicity:queue"),
    "publication_barred": ("publicity_clerk", "publicity:queue"),
}


@dataclass(frozen=True, slots=True)
class ActLine:
    """A step that may be taken: `reason` why now, `law` and `article` that ask for it or bound it."""

    title: str
    href: str
    reason: str = ""
    law: str = ""
    article: str = ""
    due: DeadlineView | None = None


def in_order(case: Case, threads: Iterable[Thread], state: State) -> list[tuple[Thread, Step]]:
    """Every open step once, the lawful next one first."""
    return sorted(_open(threads), key=lambda pair: _rank(pair[1], pair[0], state, case))


def may(step: Step, scope: Scope) -> bool:
    """Whether a role of this person may take the step, or draft it for approval."""
    if step.name in DESKS:
        return DESKS[step.name][0] in scope.roles
    drafters = {"officer", "unit_head"} if step.approval else set()
    return bool(scope.roles & (set(step.by) | drafters))


def line(case: Case, thread: Thread, step: Step, state: State) -> ActLine:
    """The step as a line of the list."""
    found = ground(thread.procedure, step, state)
    waiting = next((clock for clock in state.clocks if step.name in clock.to), None)
    due = clock_due(waiting) if waiting else None
    return ActLine(
        step.title, _href(case, thread, step), found.reason, found.law, found.article, due
    )


def _href(case: Case, thread: Thread, step: Step) -> str:
    if step.name in DESKS:
        return reverse(DESKS[step.name][1])
    href = reverse("matters:step", args=(case.matter, thread.procedure, step.name))
    return f"{href}?thread={thread.id.replace('#', '%23')}"


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
    """A clock near its end first, then what a clock waits for, what cures a refused step, the next new act of the
    case in the order of its procedure.

    What only could have been done instead of something already done comes late.
    """
    waiting = [clock for clock in state.clocks if step.name in clock.to]
    done = {each.step for each in thread.done}
    return (
        step.event or step.modes == ("attest",),
        not any(clock_due(clock).mark for clock in waiting),
        not waiting and step.name in _instead(done),
        not waiting,
        step.name not in cures(state),
        thread.procedure != case.procedure,
        step.name in done,
        _distance(step, thread, case),
        list(corpus().procedures[thread.procedure].steps).index(step.name),
    )


def _instead(done: set[str]) -> set[str]:
    """Steps any one of which ends the same deadline as a step of `done` did."""
    rules = (norm.rule for norm in corpus().norms.values() if isinstance(norm.rule, Deadline))
    return {name for rule in rules if done & set(rule.to) for name in rule.to} - done


def _distance(step: Step, thread: Thread, case: Case) -> int:
    """How many phases ahead; a phase already behind comes last."""
    codes = [code for code, _ in corpus().procedures[thread.procedure].phases]
    here = codes.index(case.phase) if case.phase in codes else 0
    ahead = (codes.index(step.phase) if step.phase in codes else 0) - here
    return ahead if ahead >= 0 else len(codes) - ahead
