"""查找案件: the search box of the desk leads here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from xiezhi.journal.reads import log_status
from xiezhi.matters.models import Case
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.matters.reads.cases import party_names
from xiezhi.matters.reads.words import phase_title, state_tag
from xiezhi.matters.search.excerpt import Excerpt, excerpts
from xiezhi.matters.search.finding import Found, find
from xiezhi.matters.search.follow import NAME
from xiezhi.matters.search.index import opened
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.reading import log_access
from xiezhi.registry.reads import names_of_organs
from xiezhi.registry.screen import Tag


@dataclass(frozen=True, slots=True)
class Hit:
    """A case on the result page."""

    case: Case
    party: str
    organ: str
    phase: str
    state: Tag
    excerpts: list[Excerpt]


@page(CASE_ROLES)
def search(request: HttpRequest) -> HttpResponse:
    """Cases that hold every word of `q`; `before` and `after` turn the pages."""
    query = request.GET.get("q", "").strip()
    found = find(scope_of(request), query, _id(request, "before"), _id(request, "after"))
    if found.rows:
        log_access(request, "查询", query, "办理案件", ("party_name",), len(found.rows))
    asked = QueryDict(mutable=True)
    asked["q"] = query
    context = {
        "q": query,
        "found": found,
        "hits": _hits(found),
        "asked": asked.urlencode(),
        "behind": _behind(),
    }
    return render(request, "search/found.html", context)


def _id(request: HttpRequest, name: str) -> int | None:
    word = request.GET.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else None


def _hits(found: Found) -> list[Hit]:
    cases = Case.objects.in_bulk([row.matter for row in found.rows])
    names = party_names(list(cases.values()))
    organs = names_of_organs(case.organ for case in cases.values())
    return [
        Hit(
            case,
            names[case.matter],
            organs.get(case.organ, case.organ),
            phase_title(case.procedure, case.phase),
            state_tag(case.state),
            excerpts(opened(row), found.words),
        )
        for row in found.rows
        if (case := cases.get(row.matter))
    ]


def _behind() -> int:
    """Entries of the log the index has not read yet."""
    return next((f.lag for f in log_status().followers if f.name == NAME), 0)
