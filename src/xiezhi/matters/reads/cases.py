"""Which cases exist for a person."""

from __future__ import annotations

from django.db.models import QuerySet

from xiezhi.matters.models import Case
from xiezhi.registry.models import Party
from xiezhi.registry.scope import Scope

#: Procedures whose matters have a list and pages of their own.
INSPECTIONS = "inspect."
SUPERVISION = "supervision"


def visible(scope: Scope) -> QuerySet[Case]:
    """Cases of the person's organs; nothing for anyone else."""
    return Case.objects.filter(organ__in=scope.organs)


def handled(scope: Scope) -> QuerySet[Case]:
    """Cases of organs in which the person acts; an overseer's desk is empty of them."""
    return Case.objects.filter(organ__in=scope.acting)


def listed(scope: Scope) -> QuerySet[Case]:
    """Visible cases without inspections and matters of supervision."""
    rows = visible(scope).exclude(procedure__startswith=INSPECTIONS)
    return rows.exclude(procedure=SUPERVISION)


def party_names(cases: list[Case]) -> dict[str, str]:
    """Matter → the names of its parties, for lists that a person may see."""
    codes = {code for case in cases for code in case.parties}
    names = dict(Party.objects.filter(code__in=codes).values_list("code", "name"))
    return {c.matter: "、".join(names.get(code, "") for code in c.parties) for c in cases}
