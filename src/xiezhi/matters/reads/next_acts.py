"""下一步可以: the open steps in lawful order, each with one line of reason and the article that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from xiezhi.law.norms.model import Deadline
from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.state import State, Thread
from xiezhi.matters.acts.actors import DRAFTERS
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.grounds import cures, ground
from xiezhi.registry.corpus import corpus
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView

#: Steps with a desk of their own: who works there, and its route.
DESKS = {
    "decision_published": ("publicity_clerk", "publicity:queue"),
    "licence_published": ("publicity_clerk", "publicity:queue"),
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
    drafters = set(DRAFTERS) if step.approval else set()
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


def called_for(case: Case, thread: Thread, step: Step, state: State) -> bool:
    """Whether the step is one of the next: a clock waits for it, it cures a refused one, or it is new and lies in
    the present phase of the case or ahead. What only could have been done instead of something done is not."""
    done = {each.step for each in thread.done}
    if _wanted(step, state):
        return True
    new = step.name not in done | _instead(done)
    return new and thread.procedure == case.procedure and _ahead(step, thread, case) >= 0


def _wanted(step: Step, state: State) -> bool:
    return step.name in cures(state) or any(step.name in clock.to for clock in state.clocks)


def _rank(step: Step, thread: Thread, state: State, case: Case) -> tuple[int, ...]:
    """A clock near its end first, then what a clock waits for or what cures a refused step, then new acts; all in
    the order of the procedure, what is missing from an earlier phase before it."""
    waiting = [clock for clock in state.clocks if step.name in clock.to]
    ahead = _ahead(step, thread, case)
    behind = ahead < 0 and step.name not in cures(state)
    return (
        step.event or step.modes == ("attest",),
        not any(clock_due(clock).mark for clock in waiting),
        not called_for(case, thread, step, state),
        not _wanted(step, state),
        thread.procedure != case.procedure,
        behind,
        ahead,
        list(corpus().procedures[thread.procedure].steps).index(step.name),
    )


def _instead(done: set[str]) -> set[str]:
    """Steps any one of which ends the same deadline as a step of `done` did."""
    rules = (norm.rule for norm in corpus().norms.values() if isinstance(norm.rule, Deadline))
    return {name for rule in rules if done & set(rule.to) for name in rule.to} - done


def _ahead(step: Step, thread: Thread, case: Case) -> int:
    """How many phases ahead of the case the step lies; negative: behind it."""
    codes = [code for code, _ in corpus().procedures[thread.procedure].phases]
    here = codes.index(case.phase) if case.phase in codes else 0
    return (codes.index(step.phase) if step.phase in codes else 0) - here
