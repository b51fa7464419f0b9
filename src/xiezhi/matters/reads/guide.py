"""办案指引: everything that may be done, may not be done, runs or is missing in a matter, thread by thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xiezhi.law.facts.told import setting_roles, setting_steps
from xiezhi.law.procedures.order import title as step_title
from xiezhi.law.procedures.order import title_under
from xiezhi.law.procedures.state import (
    MissingFact,
    OpenStep,
    RefusedStep,
    RunningClock,
    State,
    Thread,
)
from xiezhi.matters.acts.threads import ASIDE
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.findings import refusal_views, sentence
from xiezhi.matters.reads.losses import Loss, losses
from xiezhi.matters.reads.next_acts import called_for, in_order, line, may
from xiezhi.matters.reads.states import state_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView, RefusalView

#: Steps shown before the others are folded.
FIRST = 12


@dataclass(frozen=True, slots=True)
class Possible:
    """An open step: why now, by whom, what the law warns of, by which of its norms decisions of this organ fell;
    `href` only where this person may take it;
    `called`: the matter waits for it now."""

    procedure: str
    title: str
    href: str
    reason: str
    law: str
    article: str
    who: str
    warnings: list[str]
    called: bool
    lost: list[str]


@dataclass(frozen=True, slots=True)
class Impossible:
    """A step refused now: `over` says that it has no place any more, else each finding with article and cure."""

    procedure: str
    title: str
    over: str
    verdicts: list[tuple[str, RefusalView]]
    lost: list[str]


@dataclass(frozen=True, slots=True)
class Clock:
    title: str
    norm: str
    law: str
    article: str
    due: DeadlineView
    waits: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not recorded: which steps by which roles set it, which norms wait for it."""

    title: str
    steps: str
    roles: str
    norms: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Guide:
    """`possible`: what the matter waits for; `more`: what may be done at any time or made up for."""

    possible: list[Possible]
    more: list[Possible]
    impossible: list[Impossible]
    over: list[Impossible]
    clocks: list[Clock]
    missing: list[Missing]

    @property
    def count(self) -> int:
        return len(self.possible) + len(self.more)


def guide(case: Case, scope: Scope) -> Guide:
    """The matter replayed now."""
    state, _ = state_of(case.matter)
    threads = [t for t in state.threads if t.procedure not in ASIDE]
    fell = losses([case.organ]).rows
    possible = list(_possible(case, threads, state, scope, fell))
    called = [each for each in possible if each.called]
    refused = [each for thread in threads for each in _refused(case, thread, fell)]
    return Guide(
        called[:FIRST],
        [*called[FIRST:], *(each for each in possible if not each.called)],
        [each for each in refused if not each.over],
        [each for each in refused if each.over],
        [_clock(clock) for clock in state.clocks],
        [_missing(fact) for fact in state.missing],
    )


def _possible(
    case: Case, threads: list[Thread], state: State, scope: Scope, fell: list[Loss]
) -> Iterator[Possible]:
    opened = {(t.id, each.step.name): each for t in threads for each in t.open}
    for thread, step in in_order(case, threads, state):
        shown = line(case, thread, step, state)
        yield Possible(
            procedure=thread.title,
            title=step.title,
            href=shown.href if may(step, scope) else "",
            reason=shown.reason,
            law=shown.law,
            article=shown.article,
            who="、".join(role_title(role) for role in step.by) or "自然发生",
            warnings=_warnings(opened[thread.id, step.name]),
            called=called_for(case, thread, step, state),
            lost=_lost(step.name, fell),
        )


def _lost(step: str, fell: list[Loss]) -> list[str]:
    """Norms that gate the step and that decisions of the organ fell by."""
    gating, norms = set(corpus().gating.get(step, ())), corpus().norms
    return [
        f"本单位有 {row.count} 件决定败在“{norms[row.norm].title}”，请格外留意。"
        for row in fell
        if row.norm in gating
    ]


def _warnings(opened: OpenStep) -> list[str]:
    norms = corpus().norms
    return list(dict.fromkeys(sentence(each, norms[each.norm]) for each in opened.warnings))


def _refused(case: Case, thread: Thread, fell: list[Loss]) -> Iterator[Impossible]:
    for each in thread.refused:
        yield Impossible(
            procedure=thread.title,
            title=each.step.title,
            over=each.misplaced[0].reason if each.misplaced else "",
            verdicts=[] if each.misplaced else _verdicts(case, each),
            lost=_lost(each.step.name, fell),
        )


def _verdicts(case: Case, refused: RefusedStep) -> list[tuple[str, RefusalView]]:
    """One line a norm, with the word of its verdict."""
    words = {each.norm: each.verdict.value for each in reversed(refused.findings)}
    norms = dict.fromkeys(each.norm for each in refused.findings)
    views = refusal_views(refused.findings, refused.step.title, case.matter)
    return [(words[norm], view) for norm, view in zip(norms, views, strict=True)]


def _clock(clock: RunningClock) -> Clock:
    norm = corpus().norms[clock.norm]
    cite, under = norm.cite[0], norm.applies.procedures
    waits = "”或者“".join(dict.fromkeys(title_under(corpus(), under, name) for name in clock.to))
    return Clock(
        clock.title, clock.norm, cite.law, str(cite.article), clock_due(clock), f"“{waits}”"
    )


def _missing(fact: MissingFact) -> Missing:
    law = corpus()
    known = law.facts.get(fact.name)
    steps = setting_steps(law, known) if known else ()
    titles = dict.fromkeys(step_title(law, name) for name in steps)
    return Missing(
        fact.title,
        "、".join(titles),
        "、".join(role_title(role) for role in setting_roles(law, steps)),
        [(name, law.norms[name].title) for name in fact.norms],
    )
