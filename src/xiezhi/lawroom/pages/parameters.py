"""参数: what is set here, and setting it: proposed by one person, set by another, dated, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime

from xiezhi.law.parameters import Parameter
from xiezhi.lawroom.pages.frame import drawn
from xiezhi.lawroom.pages.keeping import keep
from xiezhi.lawroom.reads.keeping import setter
from xiezhi.lawroom.reads.norms import coverage_tag, norms_with
from xiezhi.lawroom.reads.parameters import parameter_view
from xiezhi.lawroom.reads.setting import (
    conditions,
    optional,
    repeated,
    setting_fields,
    stated,
)
from xiezhi.lawroom.reads.touching import Reach, reach
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.pages.signature import asks_pin
from xiezhi.registry.access import PUBLIC, hidden, page, roles, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.parameters.faults import PROCEDURE, parameter_matter
from xiezhi.registry.parameters.models import Change
from xiezhi.registry.parameters.reads import changes_of, open_change, parameters_here
from xiezhi.registry.parameters.words import condition_words, value_words
from xiezhi.registry.reads import names_of_people
from xiezhi.registry.screen import FieldError, RefusalView, Row, Table, Tag
from xiezhi.registry.screen.words import day_words

PROPOSED, SET, WITHDRAWN = "parameter_proposed", "parameter_set", "parameter_withdrawn"
SETTERS = roles(*step_of(PROCEDURE, PROPOSED).by)
STATES = {"proposed": "now", "set": "good", "withdrawn": "plain"}


@page(PUBLIC)
def parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter with what holds here today; those with an open proposal and those set here first."""
    waiting = set(
        Change.objects.filter(state=Change.State.PROPOSED).values_list("parameter", flat=True)
    )
    views = [parameter_view(name, today()) for name in parameters_here()]
    views.sort(key=lambda v: (v.parameter.id not in waiting, not v.set_here, v.parameter.title))
    rows = [
        Row(
            (v.parameter.title, v.now, v.basis, _mark(v.set_here, v.parameter.id in waiting)),
            v.href,
        )
        for v in views
    ]
    table = Table("参数", ["参数", "现行值", "依据", "状态"], rows)
    return drawn(request, "parameters", "参数", {"table": table})


def _mark(here: bool, waits: bool) -> Tag:
    if waits:
        return Tag("有提议待设定", "now")
    return Tag("本节点设定", "good") if here else Tag("默认")


@page(PUBLIC)
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """Values in force, who set them and by which document, the norms that read it, what is proposed."""
    found = parameters_here().get(name) or hidden()
    return _shown(request, found)


def _shown(
    request: HttpRequest,
    found: Parameter,
    refusals: list[RefusalView] | None = None,
    faults: list[str] | None = None,
) -> HttpResponse:
    scope, change = scope_of(request), open_change(parameter_matter(found.id))
    norms = norms_with(found.id)
    shown: dict[str, object] = {
        "view": parameter_view(found.id, today()),
        "norms": [(norm, coverage_tag(norm)) for norm in norms],
        "history": _history(found),
        "change": change,
        "said": _said(found, change) if change else [],
        "may": setter(found, scope) is not None,
        "touches": _touches(request, found, change.conditions) if change else None,
        "pin": asks_pin(step_of(PROCEDURE, SET)),
        "key": uuid4().hex,
        "refusals": refusals or [],
        "errors": [FieldError("", fault) for fault in faults or []],
    }
    status = 409 if refusals else 422 if faults else 200
    trail = (("参数", reverse("lawroom:parameters")),)
    return drawn(request, "parameter", found.title, shown, trail, status)


def _history(found: Parameter) -> Table:
    changes = list(changes_of(found.id))
    people = names_of_people({p for c in changes for p in (c.proposed_by, c.answered_by)})
    rows = [
        Row(
            (
                value_words(found, c.value),
                condition_words(c.when),
                day_words(c.since),
                c.document,
                people.get(c.proposed_by, ""),
                people.get(c.answered_by, ""),
                Tag(c.get_state_display(), STATES[c.state]),
            )
        )
        for c in changes
    ]
    heads = ["值", "适用", "施行", "依据文件", "提出人", "设定人或者撤回人", "状态"]
    return Table("提议和设定", heads, rows, empty="本节点没有设定过，用默认值。")


def _said(found: Parameter, change: Change) -> list[tuple[str, str]]:
    people = names_of_people([change.proposed_by])
    return [
        ("拟定值", value_words(found, change.value)),
        ("适用", condition_words(change.when)),
        ("施行日期", day_words(change.since)),
        ("依据文件", change.document),
        ("理由", change.reason),
        (
            "提出人",
            f"{people.get(change.proposed_by, '')}，{day_words(localtime(change.proposed_at))}",
        ),
    ]


def _touches(request: HttpRequest, found: Parameter, when: Mapping[str, str]) -> Reach:
    """How many running matters are judged by norms that read the parameter."""
    return reach(scope_of(request), norms_with(found.id), when)


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
    least, most = found.bounds
    limits = [f"不少于{value_words(found, least)}"] if least is not None else []
    limits += [f"不多于{value_words(found, most)}"] if most is not None else []
    sentence = f"“{found.title}”不能是{value_words(found, value)}，应当{'、'.join(limits)}。"
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
        "touches": _touches(request, found, when),
        "norms": norms_with(found.id),
        "backwards": since < today(),
    }
    return drawn(request, "propose_check", f"核对：{found.title}", shown, _trail(found))


def _trail(found: Parameter) -> tuple[tuple[str, str], ...]:
    href = reverse("lawroom:parameter", args=(found.id,))
    return ("参数", reverse("lawroom:parameters")), (found.title, href)


@page(SETTERS, methods=("POST",))
def confirm(request: HttpRequest, name: str) -> HttpResponse:
    """Another person sets what was proposed."""
    return _answer(request, name, SET)


@page(SETTERS, methods=("POST",))
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """A proposal is taken back, with the reason."""
    return _answer(request, name, WITHDRAWN)


def _answer(request: HttpRequest, name: str, step: str) -> HttpResponse:
    found = parameters_here().get(name) or hidden()
    by, change = setter(found, scope_of(request)), open_change(parameter_matter(name))
    if by is None or change is None:
        return redirect("lawroom:parameter", name=name)
    if step == SET:
        fields = repeated(change)
    else:
        reason = request.POST.get("keeping_reason", "").strip()[:1000]
        fields = {"parameter_id": name, "keeping_reason": reason}
    views, faults = keep(request, step, parameter_matter(name), by, fields)
    if views or faults:
        return _shown(request, found, views, faults)
    said = (
        f"已设定，自{day_words(change.since)}起按{value_words(found, change.value)}判断。"
        if step == SET
        else "提议已经撤回，没有改变现行值。"
    )
    messages.success(request, said)
    return redirect("lawroom:parameter", name=name)
