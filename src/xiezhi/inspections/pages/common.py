"""What every page of an inspection needs: the row, or a missing page; a line in the access log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.matters.acts.actors import name_bearer
from xiezhi.matters.forms.asked import asked_fields
from xiezhi.matters.forms.layout import laid_out
from xiezhi.matters.forms.request import Filled
from xiezhi.matters.models import Case
from xiezhi.matters.pages.common import case_for
from xiezhi.registry.access import hidden, scope_of
from xiezhi.registry.forms.form import FieldForm

PROCEDURE = "inspect.daily"
#: Who plans inspections; who draws and joins them.
PLANNERS = ("officer", "unit_head", "plan_admin")
DRAWING = ("plan_admin", "unit_head")


def inspection_for(request: HttpRequest, matter: str, what: str) -> tuple[Inspection, Case]:
    """The inspection and the row of its matter, when they exist for this person."""
    case = case_for(request, matter, what, ("party_name",))
    row = Inspection.objects.filter(pk=case.matter).first() or hidden()
    return row, case


def plan_for(request: HttpRequest, matter: str, what: str) -> tuple[Plan, Case]:
    """The plan and the row of its matter, when they exist for this person."""
    case = case_for(request, matter, what)
    return Plan.objects.filter(pk=case.matter).first() or hidden(), case


def unborn(request: HttpRequest, matter: str, procedure: str) -> Case:
    """A row for the form of a matter's first step; it is not kept, the projector makes the real one."""
    person = scope_of(request).person or hidden()
    now = timezone.now()
    return Case(
        matter=matter,
        procedure=procedure,
        organ=person.organ_id,
        in_name_of=name_bearer(person.organ),
        opened_at=now,
        changed_at=now,
        seq=0,
        handlers=[person.code],
    )


def proposed(
    form: Filled, values: Mapping[str, Any], without: frozenset[str] = frozenset()
) -> Filled:
    """The form drawn anew with `values` standing in it, and without the fields the page fills itself."""
    names = [name for name in form.form.names if name not in without]
    stands = {**form.form.values, **values}
    drawn = FieldForm.blank(
        asked_fields(names), names, form.step.optional, form.form.choices, stands
    )
    return replace(form, form=drawn, layout=laid_out(drawn, drawn))
