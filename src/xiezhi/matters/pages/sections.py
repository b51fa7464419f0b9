"""Sections of a case that only show: 当事人, 过程记录, 监督, 关联."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import entries, history
from xiezhi.matters.models import Case
from xiezhi.matters.pages.common import CASE_ROLES, case_for, framed
from xiezhi.matters.reads.record import record_lines
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.models import Party

PARTY_FIELDS = ("party_name", "party_id_number", "party_address", "party_phone")


@page(CASE_ROLES)
def parties(request: HttpRequest, matter: str) -> HttpResponse:
    """The parties as the register knows them; numbers masked until asked for."""
    case = case_for(request, matter, "查看当事人", PARTY_FIELDS)
    people = Party.objects.in_bulk(case.parties)
    rows = [people[code] for code in case.parties if code in people]
    whole = request.GET.get("whole") == "1"
    context = framed(request, case, "matters:parties", rows=rows, whole=whole)
    return render(request, "matters/parties.html", context)


@page(CASE_ROLES)
def log(request: HttpRequest, matter: str) -> HttpResponse:
    """Every entry, with its hash and whether the chain up to it holds."""
    case = case_for(request, matter, "查看过程记录", ("by",))
    lines = record_lines(list(entries(matter)))
    context = framed(request, case, "matters:log", lines=lines, whole=all(x.holds for x in lines))
    return render(request, "matters/log.html", context)


@page(CASE_ROLES)
def supervision(request: HttpRequest, matter: str) -> HttpResponse:
    """What supervision has written about this matter, from entries that refer to it."""
    case = case_for(request, matter, "查看监督")
    cards = [e for e in _about(case) if e.procedure.startswith(("supervision", "card"))]
    may_open = "supervisor" in scope_of(request).roles
    return _listed(request, case, "matters:supervision", cards, may_open=may_open)


@page(CASE_ROLES)
def links(request: HttpRequest, matter: str) -> HttpResponse:
    """Other matters this one refers to or is referred to by."""
    case = case_for(request, matter, "查看关联")
    others = [e for e in _about(case) if not e.procedure.startswith(("supervision", "card"))]
    outgoing = [ref for e in history(matter) for ref in e.fields.get("refs", ())]
    return _listed(request, case, "matters:links", others, outgoing=outgoing)


def _about(case: Case) -> list[Entry]:
    """Entries of other matters that name this one."""
    named = Entry.objects.exclude(matter=case.matter).filter(text__contains=case.matter)
    return list(named.order_by("-recorded_at")[:100])


def _listed(
    request: HttpRequest, case: Case, here: str, rows: list[Entry], **more: object
) -> HttpResponse:
    lines = record_lines(rows, chain=False)
    return render(request, "matters/links.html", framed(request, case, here, lines=lines, **more))
