"""核实规范: one person compares a norm with its text, another confirms; from that day it works with its full effect."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.law.norms.model import Norm
from xiezhi.law.procedures.model import Step
from xiezhi.lawroom.pages.frame import drawn
from xiezhi.lawroom.pages.keeping import keep
from xiezhi.lawroom.reads.keeping import keeper
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.pages.signature import asks_pin
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.parameters.faults import PROCEDURE, norm_matter
from xiezhi.registry.reads import names_of_people
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import FieldError, RefusalView

STEPS = ("norm_verification_proposed", "norm_verified", "norm_verification_withdrawn")
KEEPERS = roles(*step_of(PROCEDURE, STEPS[0]).by)
ASKED = ("keeping_document", "keeping_reason")


@dataclass(frozen=True, slots=True)
class Verification:
    """Where the verification of a norm stands: what was done by whom, the steps this person may take."""

    done: list[tuple[str, str, Event]]
    next: list[Step]


def verification(norm: Norm, scope: Scope) -> Verification | None:
    """None for a norm whose text was at hand."""
    if norm.verified:
        return None
    events = history(norm_matter(norm.id))
    names = names_of_people(e.fields["by"][0]["person"] for e in events)
    law = corpus()
    done = [
        (
            law.procedures[PROCEDURE].steps[e.step].title,
            names.get(e.fields["by"][0]["person"], ""),
            e,
        )
        for e in events
    ]
    open_ = [step for step in _open(events) if keeper(step.name, scope)]
    return Verification(done, open_)


def _open(events: list[Event]) -> list[Step]:
    """The steps that have their meaning now: which of the three follows what was done last."""
    last = events[-1].step if events else STEPS[2]
    following = {STEPS[0]: STEPS[1:], STEPS[1]: STEPS[2:], STEPS[2]: STEPS[:1]}[last]
    return [step_of(PROCEDURE, name) for name in following]


@page(KEEPERS, methods=("GET", "POST"))
def verify(request: HttpRequest, name: str, step: str) -> HttpResponse:
    """One of the three steps: the form; POST signs it."""
    norm = corpus().norms.get(name) or hidden()
    if norm.verified or step not in STEPS:
        hidden()
    asked = [n for n in ASKED if n in step_of(PROCEDURE, step).fields]
    if request.method != "POST":
        return _shown(request, norm, step, FieldForm.blank(corpus().fields, asked, _optional(step)))
    form = FieldForm.read(request.POST, corpus().fields, asked, _optional(step))
    by = keeper(step, scope_of(request)) or hidden()
    if form.errors:
        return _shown(request, norm, step, form, errors=form.errors)
    views, faults = keep(request, step, norm_matter(name), by, {"norm_id": name, **form.values})
    if views or faults:
        return _shown(request, norm, step, form, views, [FieldError("", f) for f in faults])
    messages.success(request, f"已{step_of(PROCEDURE, step).title}：{norm.title}。")
    return redirect("lawroom:norm", name=name)


def _optional(step: str) -> tuple[str, ...]:
    return step_of(PROCEDURE, step).optional


def _shown(
    request: HttpRequest,
    norm: Norm,
    step: str,
    form: FieldForm,
    views: list[RefusalView] | None = None,
    errors: list[FieldError] | None = None,
) -> HttpResponse:
    shape = step_of(PROCEDURE, step)
    shown: dict[str, object] = {
        "norm": norm,
        "step": shape,
        "form": form,
        "refusals": views or [],
        "errors": errors or [],
        "pin": asks_pin(shape),
        "key": request.POST.get("key") or uuid4().hex,
    }
    trail = ((norm.title, reverse("lawroom:norm", args=(norm.id,))),)
    status = 409 if views else 422 if errors else 200
    return drawn(request, "verify", f"{shape.title}：{norm.title}", shown, trail, status)
