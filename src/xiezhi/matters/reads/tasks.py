"""What a person must do, most urgent first: drafts to sign, drafts returned, files to review, clocks running."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from xiezhi.matters.acts.move import step_of
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.reads.awaited import awaited
from xiezhi.matters.reads.cases import handled, visible
from xiezhi.matters.reads.reviews import review_queue
from xiezhi.matters.reads.task import Task
from xiezhi.registry.models import Person
from xiezhi.registry.scope import Scope

FAR = date.max
#: Running cases looked at for one desk, nearest deadline first.
MOST = 300


def tasks(scope: Scope) -> list[Task]:
    """Everything that waits for this person, by legal deadline."""
    if scope.person is None:
        return []
    cases = _cases_of(scope)
    found = [
        *_to_sign(scope, cases),
        *_returned(scope.person, cases),
        *_to_review(scope),
        *awaited(scope),
        *_clocks(scope),
    ]
    return sorted(found, key=lambda task: task.due_on or FAR)


def _cases_of(scope: Scope) -> dict[str, Case]:
    """The visible cases a task could be about: with a draft on its way, or running and the person's own."""
    drafts = Draft.objects.filter(organ__in=scope.organs).exclude(
        state__in=(Draft.State.EFFECTIVE, Draft.State.WITHDRAWN)
    )
    moving = visible(scope).filter(matter__in=drafts.values("matter"))
    return {case.matter: case for case in (*moving, *_running(scope)[:MOST])}


def _running(scope: Scope) -> QuerySet[Case]:
    """Running cases the person handles; the head of a unit sees those of the organ."""
    rows = handled(scope).filter(state__in=("open", "suspended"))
    if "unit_head" in scope.roles or scope.person is None:
        return rows
    return rows.filter(handlers__icontains=f'"{scope.person.code}"')


def to_sign(scope: Scope) -> QuerySet[Draft]:
    """Drafts in the person's organs that wait for somebody."""
    return Draft.objects.filter(state=Draft.State.PROPOSED, organ__in=scope.organs)


def may_sign(draft: Draft, scope: Scope) -> bool:
    """Whether this draft waits for this person: role, organ, and no signature of theirs on it yet."""
    signed = {each["person"] for each in draft.signed}
    person = scope.person.code if scope.person else ""
    return scope.holds(draft.waits_for, draft.organ) and person not in {draft.author, *signed}


def _to_sign(scope: Scope, cases: dict[str, Case]) -> list[Task]:
    drafts = [d for d in to_sign(scope) if d.matter in cases and may_sign(d, scope)]
    names = Person.objects.in_bulk([draft.author for draft in drafts])
    return [
        Task(
            act=f"审批：{step_of(draft.procedure, draft.step).title}",
            case=cases[draft.matter],
            href=reverse("matters:approval", args=(draft.pk,)),
            kind="待审批",
            who=f"{names[draft.author].name}等候" if draft.author in names else "",
        )
        for draft in drafts
    ]


def _returned(person: Person, cases: dict[str, Case]) -> list[Task]:
    drafts = Draft.objects.filter(state=Draft.State.RETURNED, author=person.code)
    return [
        Task(
            act=f"修改：{step_of(draft.procedure, draft.step).title}",
            case=cases[draft.matter],
            href=reverse("matters:approval", args=(draft.pk,)),
            kind="被退回",
            note=f"退回理由：{draft.return_reason}",
        )
        for draft in drafts
        if draft.matter in cases
    ]


def _to_review(scope: Scope) -> list[Task]:
    if "legal_reviewer" not in scope.roles:
        return []
    return [
        Task("法制审核", case, reverse("matters:review", args=(case.matter,)), "待法审")
        for case in review_queue(scope)
    ]


def _clocks(scope: Scope) -> list[Task]:
    return [
        Task(
            act="继续办理",
            case=case,
            href=reverse("matters:case", args=(case.matter,)),
            kind="办理中",
            note=f"正在计算：{case.due_what}" if case.due_what else "",
        )
        for case in _running(scope)[:MOST]
    ]
