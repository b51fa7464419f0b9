"""Acts that others have asked this person for: a collective discussion, the word that they took part."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse

from xiezhi.journal.models import Entry
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.acts.referral import ASKED, HELD
from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import visible
from xiezhi.matters.reads.presence import confirm_by, presence_tag, to_confirm
from xiezhi.matters.reads.task import Task
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.reads import names_of_people
from xiezhi.registry.scope import Scope


def awaited(scope: Scope) -> list[Task]:
    """Rows of the desk."""
    return [*_to_discuss(scope), *_to_confirm(scope)]


def _to_confirm(scope: Scope) -> list[Task]:
    """Acts in which the first officer named this person as the other one."""
    rows = to_confirm(scope.person.code) if scope.person else []
    cases = Case.objects.in_bulk([row.matter for row in rows])
    names = names_of_people(row.named_by for row in rows)
    return [
        Task(
            act=f"确认共同办理：{step_title(row.procedure, row.step)}",
            case=cases[row.matter],
            href=reverse("matters:presence", args=(row.entry,)),
            kind=presence_tag(row).word,
            note=f"{names.get(row.named_by, '')}登记时写明由您共同办理",
            until=confirm_by(row),
        )
        for row in rows
        if row.matter in cases
    ]


def _to_discuss(scope: Scope) -> list[Task]:
    """Running cases whose approver asked for a discussion that has not been held since."""
    shape = step_of("penalty.ordinary", HELD)
    if not scope.roles & set(shape.by):
        return []
    held = Entry.objects.filter(matter=OuterRef("matter"), step=HELD, seq__gt=OuterRef("seq"))
    asked = Entry.objects.filter(
        ~Exists(held), step=ASKED, matter__in=visible(scope).filter(state="open").values("matter")
    )
    cases = Case.objects.in_bulk({entry.matter: None for entry in asked})
    return [
        Task(
            act=shape.title,
            case=case,
            href=reverse("matters:step", args=(case.matter, "penalty.ordinary", HELD)),
            kind="待讨论",
            note="审批人提请负责人集体讨论",
        )
        for case in cases.values()
    ]
