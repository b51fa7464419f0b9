"""One step: fill in, check, sign, result. The same pages for every step of every procedure."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xiezhi.documents.reads import of_matter
from xiezhi.journal.acts import ActRefused, NotTaken, NotWellFormed, StaleExpect
from xiezhi.journal.models import Entry
from xiezhi.matters.acts import papers
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.move import NoSuchStep, step_of
from xiezhi.matters.acts.papers import NotPrinted
from xiezhi.matters.forms.request import Filled, filled, opened
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.pages.common import ACTING, CASE_ROLES, case_for, framed, home_of
from xiezhi.matters.pages.signature import asks_pin, proof_of
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.next_acts import DESKS
from xiezhi.matters.reads.papers import unprinted
from xiezhi.matters.reads.record import record_lines
from xiezhi.matters.reads.standing import standing
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.access import hidden, page, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.pins import PinRefused
from xiezhi.registry.screen import FieldError

#: Steps of an inspection that have pages of their own, by route.
OWN_PAGES = {
    "inspection_ended": "inspections:site",
    "offsite_verified": "inspections:site",
    "inspection_to_case": "inspections:to_case",
    "random_object_drawn": "inspections:draw",
    "random_officer_drawn": "inspections:redraw",
}


@page(ACTING, methods=("GET", "POST"))
def step(request: HttpRequest, matter: str, procedure: str, name: str) -> HttpResponse:
    """GET draws the form; POST `go` is add (a row), check, edit or sign."""
    case = case_for(request, matter, "填写步骤", ("party_name",))
    if name in DESKS:
        return redirect(DESKS[name][1])
    if name in OWN_PAGES:
        return redirect(OWN_PAGES[name], matter=matter)
    try:
        shape = step_of(procedure, name)
    except NoSuchStep:
        hidden()
    if request.method != "POST":
        return form_page(request, case, opened(request, case, procedure, shape))
    form = filled(request, case, procedure, shape)
    return answer(request, case, form)


def answer(request: HttpRequest, case: Case, form: Filled) -> HttpResponse:
    """What follows a post: more rows, the check page, or the act itself."""
    go = request.POST.get("go", "check")
    if form.form.rows_changed or go == "edit":
        return form_page(request, case, form)
    if form.errors:
        return form_page(request, case, form, status=422)
    if go == "check":
        return _check(request, case, form, missing=papers.missing(form.move()))
    if go == "preview":
        return _preview(request, case, form)
    return _sign(request, case, form)


def _sign(request: HttpRequest, case: Case, form: Filled) -> HttpResponse:
    try:
        made = do(form.move().proven(proof_of(request, form.step)))
    except PinRefused as refused:
        return _check(request, case, form, status=409, fault=str(refused))
    except ActRefused as refused:
        views = refusal_views(refused.findings, form.step.title, case.matter)
        return form_page(request, case, form, status=409, refusals=views)
    except StaleExpect as stale:
        others = record_lines(list(stale.entries), chain=False)
        return _check(request, case, form, status=409, others=others, seq=_last_seq(case))
    except NotWellFormed as faults:
        errors = [FieldError("", sentence) for sentence in faults.sentences]
        return form_page(request, case, form, status=422, errors=errors)
    except (NotTaken, *NotPrinted) as fault:
        return form_page(request, case, form, status=409, fault=str(fault))
    return _after(case, made)


def _preview(request: HttpRequest, case: Case, form: Filled) -> HttpResponse:
    """The document as it would print; what it lacks, when it cannot."""
    try:
        printed = papers.preview(form.move())
    except NotPrinted as fault:
        return _check(request, case, form, status=409, fault=str(fault))
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="preview.pdf"'
    return response


def _after(case: Case, made: Done | Draft) -> HttpResponse:
    if isinstance(made, Draft):
        return redirect("matters:approval", pk=made.pk)
    return redirect("matters:done", matter=case.matter, entry=made.entry.id)


def form_page(
    request: HttpRequest, case: Case, form: Filled, status: int = 200, **more: object
) -> HttpResponse:
    """The form, with what is wrong with it, or why the law or the document refuses it."""
    shown = {"form": form, "title": form.step.title, "errors": form.errors if status == 422 else []}
    context = framed(request, case, "matters:step", **{**shown, **more})
    return render(request, "matters/step.html", context, status=status)


def _check(
    request: HttpRequest, case: Case, form: Filled, status: int = 200, **more: object
) -> HttpResponse:
    shown: Mapping[str, object] = {
        "form": form,
        "title": f"核对：{form.step.title}",
        "pin": asks_pin(form.step),
        "prints": papers.kind_of(form.move()) is not None,
        "unprinted": unprinted(form.step, "attest" if form.attests else "decide"),
    }
    context = framed(request, case, "matters:step", **{**shown, **more})
    return render(request, "matters/check.html", context, status=status)


def _last_seq(case: Case) -> int:
    return Case.objects.get(pk=case.pk).seq


@page(CASE_ROLES)
def done(request: HttpRequest, matter: str, entry: str) -> HttpResponse:
    """The result: number, what happens next and when, whom to call. Re-opening shows the same."""
    case = case_for(request, matter, "查看办理结果", ("party_name",))
    row = Entry.objects.filter(pk=entry, matter=matter).first() or hidden()
    more = {
        "title": f"{step_title(row.procedure, row.step)}已办理",
        "line": record_lines([row], chain=False)[0],
        "document": of_matter(matter).filter(entry=row.id).first(),
        "unprinted": unprinted(corpus().step(row.procedure, row.step), row.mode),
        "standing": standing(case, scope_of(request)),
        "back": home_of(case),
    }
    return render(request, "matters/done.html", framed(request, case, "matters:done", **more))
