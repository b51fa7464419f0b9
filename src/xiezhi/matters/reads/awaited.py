"""Acts that others have asked this person for: a collective discussion."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse

from xiezhi.journal.models import Entry
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.acts.referral import ASKED, HELD
from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import visible
from xiezhi.matters.reads.task import Task
from xiezhi.registry.scope import Scope


def awaited(scope: Scope) -> list[Task]:
    """Rows of the desk."""
    return _to_discuss(scope)


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
