"""Signing a first step together with acts that come before it, all or none."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from xiezhi.journal.acts import Act, ActRefused, NotTaken
from xiezhi.matters.acts.carry_out import carry_out
from xiezhi.matters.acts.complete import completed
from xiezhi.matters.acts.move import Move
from xiezhi.matters.forms.request import Filled
from xiezhi.matters.models import Case
from xiezhi.matters.pages.step import form_page
from xiezhi.matters.reads.findings import refusal_views


def signed(
    request: HttpRequest,
    case: Case,
    form: Filled,
    before: Callable[[Move], Act],
    move: Move | None = None,
) -> HttpResponse:
    """Record the form's move (or `move` made from it) after the act `before` it; what follows as a page."""
    whole = completed(move or form.move())
    try:
        made = carry_out(whole, before=(before(whole),))
    except ActRefused as refused:
        views = refusal_views(refused.findings, form.step.title, refused.act.matter)
        return form_page(request, case, form, status=409, refusals=views)
    except NotTaken as fault:
        return form_page(request, case, form, status=409, fault=str(fault))
    return redirect("matters:done", matter=case.matter, entry=made.entry.id)
