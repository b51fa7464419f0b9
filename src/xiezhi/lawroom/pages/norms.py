"""One norm whole, and the list of all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xiezhi.law.catalogue.states import TITLES, Coverage, state_of
from xiezhi.law.norms.model import Norm
from xiezhi.lawroom.pages.frame import drawn
from xiezhi.lawroom.pages.verifying import verification
from xiezhi.lawroom.reads.citations import cited
from xiezhi.lawroom.reads.norms import (
    coverage_tag,
    gates_of,
    instead_of,
    parameters_behind,
    verified_here,
    verified_tag,
)
from xiezhi.lawroom.reads.parameters import parameter_view
from xiezhi.lawroom.reads.touching import touched
from xiezhi.lawroom.words.examples import example_rows
from xiezhi.lawroom.words.rules import applies_sentences, breach_facts, rule_sentences
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.registry.access import PUBLIC, hidden, page, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen import Row, Table, paged
from xiezhi.registry.screen.words import article_words, day_words


@page(PUBLIC)
def norms(request: HttpRequest) -> HttpResponse:
    """All norms; `?state=` a coverage state, or `unverified`."""
    asked = request.GET.get("state", "")
    rows = [norm for norm in corpus().norms.values() if _in_state(norm, asked)]
    page_, query = paged(request, rows)
    table = Table(
        caption="规范",
        columns=["规范", "编号", "依据", "状态", "原文"],
        rows=[_row(norm) for norm in page_.object_list],
        empty="没有这样的规范。",
        page=page_,
        query=query,
    )
    states = [("", "全部")] + [(s.value, t) for s, t in TITLES.items() if s is not Coverage.MISSING]
    states.append(("unverified", "原文待核"))
    shown: dict[str, object] = {"table": table, "states": states, "state": asked}
    return drawn(request, "norms", "规范", shown)


def _in_state(norm: Norm, asked: str) -> bool:
    if asked == "unverified":
        return not norm.verified
    return not asked or state_of(corpus(), norm).value == asked


def _row(norm: Norm) -> Row:
    cite = norm.cite[0]
    source = f"《{cite.law}》{article_words(cite.article)}"
    tags = (coverage_tag(norm), verified_tag(norm, today()))
    return Row((norm.title, norm.id, source, *tags), reverse("lawroom:norm", args=(norm.id,)))


@page(PUBLIC)
def norm(request: HttpRequest, name: str) -> HttpResponse:
    """Statement, rule, examples, versions, what it guards, parameters in force here, the text beside it, matters."""
    found, scope, day = corpus().norms.get(name) or hidden(), scope_of(request), today()
    general, special = instead_of(found)
    shown: dict[str, object] = {
        "norm": found,
        "coverage": coverage_tag(found),
        "verified": verified_tag(found, day),
        "here": None if found.verified else verified_here(found.id, day),
        "verification": verification(found, scope),
        "rule": rule_sentences(found),
        "applies": applies_sentences(found),
        "breach": breach_facts(found),
        "in_force": _in_force(found),
        "general": general,
        "special": special,
        "examples": example_rows(found),
        "gates": gates_of(found),
        "parameters": [parameter_view(each, day) for each in parameters_behind(found)],
        "cited": [cited(cite, day) for cite in found.cite],
        "touched": touched(scope, [found]) if CASE_ROLES.allows(scope) else None,
    }
    trail = (("规范", reverse("lawroom:norms")),)
    return drawn(request, "norm", found.title, shown, trail)


def _in_force(found: Norm) -> str:
    start, end = found.in_force
    until = f"，至{day_words(end)}" if end else "，现行有效"
    return f"自{day_words(start)}起{until}"
