"""Starting a matter of any procedure. The matter exists once its first step is recorded."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from xiezhi.matters.acts.actors import name_bearer
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.forms.request import filled, opened
from xiezhi.matters.models import Case, fresh_id
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.matters.pages.step import answer, form_page
from xiezhi.matters.reads.opening import first_steps, openings
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus


@page(roles("officer", "window"), methods=("GET", "POST"))
def clue(request: HttpRequest) -> HttpResponse:
    """线索登记: what was reported, by whom (sealed apart), about whom."""
    return _first(request, "clue", "clue_registered")


@page(roles("officer"), methods=("GET", "POST"))
def summary(request: HttpRequest) -> HttpResponse:
    """An on-the-spot penalty begins with showing the certificates (行政处罚法第五十二条第一款)."""
    return _first(request, "penalty.summary", "id_shown")


@page(CASE_ROLES)
def opening(request: HttpRequest) -> HttpResponse:
    """The procedures whose first step the person's roles may take, in groups."""
    groups = openings(scope_of(request))
    return render(
        request,
        "matters/opening.html",
        {"groups": groups, "crumbs": [("工作台", reverse("matters:desk")), ("登记新的事项", "")]},
    )


@page(CASE_ROLES, methods=("GET", "POST"))
def open_first(request: HttpRequest, procedure: str, name: str) -> HttpResponse:
    """The form of a first step; the same pages as for every other step."""
    known = corpus().procedures.get(procedure)
    if known is None or name not in [s.name for s in first_steps(known, scope_of(request))]:
        hidden()
    return _first(request, procedure, name)


def _first(request: HttpRequest, procedure: str, name: str) -> HttpResponse:
    case, step = _unborn(request, procedure), step_of(procedure, name)
    if request.method != "POST":
        return form_page(request, case, opened(request, case, procedure, step))
    return answer(request, case, filled(request, case, procedure, step))


def _unborn(request: HttpRequest, procedure: str) -> Case:
    """A case row that is not kept: the projector makes the real one."""
    person = scope_of(request).person or hidden()
    return Case(
        matter=_given(request.POST.get("matter", "")) or fresh_id(),
        procedure=procedure,
        organ=person.organ_id,
        in_name_of=name_bearer(person.organ),
        opened_at=timezone.now(),
        changed_at=timezone.now(),
        seq=0,
        handlers=[person.code],
    )


def _given(text: str) -> str:
    """The id the form was opened with, so that sending it twice makes one matter."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""
