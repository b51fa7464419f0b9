"""办案指引: for any matter of any procedure what may be done and what not, with article and cure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.matters.pages.common import CASE_ROLES, case_for, framed
from xiezhi.matters.reads.guide import guide as guide_of
from xiezhi.registry.access import page, scope_of


@page(CASE_ROLES)
def guide(request: HttpRequest, matter: str) -> HttpResponse:
    """Open steps, refused steps, running clocks, missing facts; inspections too."""
    case = case_for(request, matter, "查看办案指引", ("record_text",))
    shown = {"guide": guide_of(case, scope_of(request))}
    return render(request, "matters/guide.html", framed(request, case, "matters:guide", **shown))
