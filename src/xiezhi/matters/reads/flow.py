"""流程: the phases of the case, each with what was done in it, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from xiezhi.law.events import Event
from xiezhi.matters.models import Case
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.corpus import corpus
from xiezhi.registry.reads import names_of_people
from xiezhi.registry.screen import FlowStep
from xiezhi.registry.screen.words import day_words


def flow(case: Case, events: Sequence[Event]) -> list[FlowStep]:
    """One line a phase of the case's procedure; the phase of the latest step is the current one."""
    procedure = corpus().procedures[case.procedure]
    own = [event for event in events if event.procedure == case.procedure]
    names = names_of_people(by["person"] for event in own for by in event.fields.get("by", ()))
    over = case.state in ("closed", "archived", "not_filed", "transferred")
    return [
        _phase(case, title, _in_phase(own, case.procedure, code), names, code == case.phase, over)
        for code, title in procedure.phases
    ]


def _in_phase(events: Sequence[Event], procedure: str, code: str) -> list[Event]:
    steps = corpus().procedures[procedure].steps
    return [e for e in events if e.step in steps and steps[e.step].phase == code]


def _phase(
    case: Case,
    title: str,
    done: Sequence[Event],
    names: dict[str, str],
    here: bool,
    over: bool,
) -> FlowStep:
    if not done and over:
        return FlowStep(title, "skipped", why="本案没有发生。")
    if not done:
        return FlowStep(title, "current" if here else "open")
    last = done[-1]
    who = [names.get(by["person"], "") for by in last.fields.get("by", ())]
    titles = dict.fromkeys(step_title(e.procedure, e.step) for e in done)
    return FlowStep(
        title=title,
        state="current" if here and not over else "done",
        when=day_words(last.at),
        who="、".join(name for name in who if name),
        why="、".join(titles),
        href=reverse("matters:documents", args=(case.matter,)),
    )
