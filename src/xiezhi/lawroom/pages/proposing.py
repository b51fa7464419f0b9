"""提出参数值: the form, what it would change, the proposal; another person sets it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xiezhi.law.parameters import Parameter
from xiezhi.lawroom.pages.frame import drawn
from xiezhi.lawroom.pages.keeping import keep
from xiezhi.lawroom.pages.parameters import PROPOSED, SETTERS
from xiezhi.lawroom.reads.keeping import setter
from xiezhi.lawroom.reads.norms import norms_with
from xiezhi.lawroom.reads.parameters import parameter_view
from xiezhi.lawroom.reads.setting import conditions, optional, setting_fields, stated
from xiezhi.lawroom.reads.touching import reach
from xiezhi.registry.access import hidden, page, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.parameters.faults import parameter_matter
from xiezhi.registry.parameters.reads import open_change, parameters_here
from xiezhi.registry.parameters.words import condition_words, range_words, value_words
from xiezhi.registry.screen import FieldError, RefusalView
from xiezhi.registry.screen.words import day_words


@page(SETTERS, methods=("GET", "POST"))
def propose(request: HttpRequest, name: str) -> HttpResponse:
    """The form; POST `go` is check (what it would change), edit or sign."""
    found = parameters_here().get(name) or hidden()
    by = setter(found, scope_of(request))
    if by is None or open_change(parameter_matter(name)):
        return redirect("lawroom:parameter", name=name)
    fields = setting_fields(found)
    if request.method != "POST":
        form = FieldForm.blank(fields, list(fields), optional(found))
        return _form(request, found, form)
    form = FieldForm.read(request.POST, fields, list(fields), optional(found))
    go = request.POST.get("go", "check")
    errors = form.errors or _out_of_range(found, form.values)
    if errors or go == "edit":
        return _form(request, found, form, errors=errors if go != "edit" else [])
    if go != "sign":
        return _check(request, found, form)
    views, faults = keep(request, PROPOSED, parameter_matter(name), by, stated(found, form.values))
    if views or faults:
        return _form(request, found, form, views, [FieldError("", f) for f in faults])
    messages.success(request, "提议已经记入，等另一名有权设定的人核对。设定以前仍按现行值判断。")
    return redirect("lawroom:parameter", name=name)


def _out_of_range(found: Parameter, values: Mapping[str, Any]) -> list[FieldError]:
    value = int(values["parameter_value"])
    if found.allows(value):
        return []
    sentence = f"“{found.title}”不能是{value_words(found, value)}，应当{range_words(found)}。"
    return [FieldError("parameter_value", sentence)]


def _form(
    request: HttpRequest,
    found: Parameter,
    form: FieldForm,
    views: list[RefusalView] | None = None,
    errors: list[FieldError] | None = None,
) -> HttpResponse:
    if errors:
        form.errors = list(errors)
    shown: dict[str, object] = {
        "view": parameter_view(found.id, today()),
        "form": form,
        "key": request.POST.get("key") or uuid4().hex,
        "refusals": views or [],
        "errors": errors or [],
    }
    status = 409 if views else 422 if errors else 200
    return drawn(request, "propose", f"提出参数值：{found.title}", shown, _trail(found), status)


def _check(request: HttpRequest, found: Parameter, form: FieldForm) -> HttpResponse:
    when = conditions(found, form.values)
    since = date.fromisoformat(str(form.values["effective_from_on"]))
    shown: dict[str, object] = {
        "view": parameter_view(found.id, today()),
        "rows": [
            ("拟定值", value_words(found, int(form.values["parameter_value"]))),
            ("适用", condition_words(sorted(when.items()))),
            ("施行日期", day_words(since)),
            ("依据文件", form.values["keeping_document"]),
            ("理由", form.values["keeping_reason"]),
        ],
        "hidden": form.texts.items(),
        "key": request.POST.get("key") or uuid4().hex,
        "touches": reach(scope_of(request), norms_with(found.id), when),
        "norms": norms_with(found.id),
        "backwards": since < today(),
    }
    return drawn(request, "propose_check", f"核对：{found.title}", shown, _trail(found))


def _trail(found: Parameter) -> tuple[tuple[str, str], ...]:
    href = reverse("lawroom:parameter", args=(found.id,))
    return ("参数", reverse("lawroom:parameters")), (found.title, href)
