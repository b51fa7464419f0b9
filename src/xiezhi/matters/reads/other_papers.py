"""制作其他文书: the papers that no act of the case makes, as this person may make them now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from xiezhi.documents.render import current_library
from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.threads import PAPERS
from xiezhi.matters.models import Case
from xiezhi.matters.reads.next_acts import may
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.scope import Scope


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A kind of paper: `href` is empty where it cannot be made yet, and `reason` says what must be done first."""

    title: str
    href: str
    reason: str


def other_papers(case: Case, scope: Scope, events: Sequence[Event]) -> list[PaperLine]:
    """Those this person may make, in the order of the case file; what is not yet possible comes last."""
    happened = {event.step for event in events}
    steps = [s for s in corpus().procedures[PAPERS].steps.values() if may(s, scope)]
    kinds = current_library().kinds
    steps.sort(key=lambda s: (_waits(s, happened), kinds[s.document or ""].part))
    return [_line(case, step, happened) for step in steps]


def _waits(step: Step, happened: set[str]) -> bool:
    return bool(step.after) and not happened.intersection(step.after)


def _line(case: Case, step: Step, happened: set[str]) -> PaperLine:
    title = current_library().kind(step.document or "").title
    if _waits(step, happened):
        first = "”或者“".join(_step_title(name) for name in step.after)
        return PaperLine(title, "", f"办理“{first}”以后可以制作。")
    href = reverse("matters:step", args=(case.matter, PAPERS, step.name))
    approved = "、".join(role_title(role) for role in step.approval)
    way = f"送{approved}审批后制成。" if approved else "签署后制成。"
    return PaperLine(title, href, f"{way}{step.hint}。" if step.hint else way)


def _step_title(name: str) -> str:
    return next(p.steps[name].title for p in corpus().procedures.values() if name in p.steps)
