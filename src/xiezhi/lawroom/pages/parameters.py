"""参数: what is set here, and setting it: proposed by one person, set by another, dated, with its reason."""

from __future__ import annotations

from collections.abc import Mapping
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
    repeated,
)
from xiezhi.lawroom.reads.touching import Reach, reach
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.pages.signature import asks_pin
from xiezhi.registry.access import PUBLIC, hidden, page, roles, scope_of
from xiezhi.registry.clock import today
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
