"""Where a case is on the map of its procedures: done, latest, possible, refused with its reason, not applicable."""

from __future__ import annotations

from collections.abc import Iterator

from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.order import title
from xiezhi.law.procedures.state import RefusedStep, Thread
from xiezhi.matters.models import Case
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.states import state_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.content import Map, StepState, procedure_map
from xiezhi.registry.screen import Tag

OPEN, LATEST, DONE = Tag("可以办理", "now"), Tag("最近一步", "now"), Tag("已办理", "good")
REFUSED, LATER, SKIPPED = Tag("还不能办", "care"), Tag("未到"), Tag("不适用")
#: Threads that only carry drafts are no procedure of the case.
UNSEEN = "drafting"
OVER = ("closed", "archived", "not_filed", "transferred")


def case_maps(case: Case) -> list[Map]:
    """A map of every procedure that runs or ran in the matter, the case's own first; the newest run of each."""
    state, _ = state_of(case.matter)
    threads = {t.procedure: t for t in state.threads if t.procedure != UNSEEN}
    order = sorted(threads, key=lambda code: code != case.procedure)
    over = case.state in OVER
    known = [code for code in order if code in corpus().procedures]
    return [procedure_map(corpus(), code, _states(case, threads[code], over)) for code in known]


def _states(case: Case, thread: Thread, over: bool) -> dict[str, StepState]:
    done = _done(thread, over)
    possible = {each.step.name for each in thread.open}
    refused = {each.step.name: each for each in thread.refused}
    steps = corpus().procedures[thread.procedure].steps.values()
    return {
        step.name: done.get(step.name)
        or (StepState("open", OPEN) if step.name in possible else None)
        or (
            _refused(case, refused[step.name])
            if step.name in refused
            else _later(thread.procedure, step, over)
        )
        for step in steps
    }


def _done(thread: Thread, over: bool) -> dict[str, StepState]:
    """Days of what happened; the last event of the run is the latest step while the case is not over."""
    days: dict[str, list[str]] = {}
    for each in thread.done:
        days.setdefault(each.step, []).append(f"{each.at.month}月{each.at.day}日")
    latest = thread.done[-1].step if thread.done and not over else ""
    return {
        step: StepState(
            "current" if step == latest else "done",
            LATEST if step == latest else DONE,
            when[-1] + (f"（共{len(when)}次）" if len(when) > 1 else ""),
        )
        for step, when in days.items()
    }


def _refused(case: Case, refused: RefusedStep) -> StepState:
    if refused.misplaced:
        return StepState("skipped", SKIPPED, why=refused.misplaced[0].reason)
    views = refusal_views(refused.findings, refused.step.title, case.matter)
    return StepState("refused", REFUSED, why=" ".join(dict.fromkeys(v.reason for v in views[:2])))


def _later(procedure: str, step: Step, over: bool) -> StepState:
    if over:
        return StepState("skipped", SKIPPED, why="本案已经结束，没有发生。")
    names = "”或者“".join(_names(procedure, step))
    return StepState("plain", LATER, why=f"须先办理“{names}”。" if names else "")


def _names(procedure: str, step: Step) -> Iterator[str]:
    yield from dict.fromkeys(title(corpus(), name, procedure) for name in step.after)
