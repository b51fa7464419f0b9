"""Which cases exist for a person, and finding one among them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xiezhi.matters.models import Case
from xiezhi.registry.models import Party
from xiezhi.registry.scope import Scope


def visible(scope: Scope) -> QuerySet[Case]:
    """Cases of the person's organs; nothing for anyone else."""
    return Case.objects.filter(organ__in=scope.organs)


def search(scope: Scope, words: str) -> QuerySet[Case]:
    """Visible cases that hold every word in number, cause or the name of a party."""
    rows = visible(scope)
    for word in words.split()[:5]:
        named = Q()
        for code in Party.objects.filter(name__contains=word).values_list("code", flat=True)[:50]:
            named |= Q(parties__icontains=code)
        rows = rows.filter(Q(number__icontains=word) | Q(cause__icontains=word) | named)
    return rows


def party_names(cases: list[Case]) -> dict[str, str]:
    """Matter → the names of its parties, for lists that a person may see."""
    codes = {code for case in cases for code in case.parties}
    names = dict(Party.objects.filter(code__in=codes).values_list("code", "name"))
    return {c.matter: "、".join(names.get(code, "") for code in c.parties) for c in cases}
