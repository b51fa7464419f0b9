"""监督事项: the list, one matter, a new one, and the steps of all of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from xiezhi.documents.reads import of_matter
from xiezhi.inspections.pages.common import unborn
from xiezhi.journal.models import Entry
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.move import NoSuchStep, step_of
from xiezhi.matters.forms.request import Filled, filled, opened
from xiezhi.matters.models import Case, fresh_id
from xiezhi.matters.pages.step import answer, form_page
from xiezhi.matters.reads.next_acts import ActLine, may
from xiezhi.matters.reads.record import record_lines
from xiezhi.matters.reads.states import state_of
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.screen import Row, Table, Tag, paged
from xiezhi.supervision.desk import reads
from xiezhi.supervision.desk.forms import standing_in
from xiezhi.supervision.models import Card, Concern

SUPERVISING = roles("supervisor")
READERS = roles("supervisor", "government", "file_reviewer", "agency_head", "officer")
FIRST = "supervision_opened"


@page(READERS)
def matters(request: HttpRequest) -> HttpResponse:
    """Open ones first, the earliest day for a report on top."""
    seen = reads.concerns(scope_of(request)).order_by("closed_at", "rectify_by", "-opened_at")
    page_, query = paged(request, seen)
    table = Table(
        caption="监督事项",
        columns=["被监督机关和案件", "监督文书", "报送期限", "状态"],
        rows=[_row(each) for each in page_.object_list],
        empty="还没有监督事项。从监督牌或者案件打开“开展监督”，事项会出现在这里。",
        page=page_,
        query=query,
    )
    return render(request, "supervision/matters.html", {"table": table})


def _row(row: Concern) -> Row:
    due = reads.due_view(row)
    cells = (
        str(row),
        step_title(reads.PROCEDURE, row.paper) if row.paper else "",
        due.words if due else row.rectify_by or "",
        _state(row),
    )
    return Row(cells, reverse("supervision:matter", args=(row.pk,)))


def _state(row: Concern) -> Tag:
    if row.closed_at:
        return Tag("已办结", "good")
    if row.reported_at:
        return Tag("已报送，待办结", "now")
    return Tag("等待报送", "care") if row.paper else Tag("监督中", "now")


@page(READERS)
def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """Where it stands, what may be done now, the papers, what has happened."""
    row = seen(request, matter)
    state, _ = state_of(matter)
    acts = _acts(request, row, [each.step for t in state.threads for each in t.open])
    called = reads.called_for(row)
    entries = list(Entry.objects.filter(matter=matter).order_by("seq"))
    context = {
        "row": row,
        "state": _state(row),
        "due": reads.due_view(row),
        "acts": [act for step, act in acts if step in called],
        "more": [act for step, act in acts if step not in called],
        "documents": of_matter(matter),
        "lines": record_lines(entries, chain=False),
        "case": Case.objects.filter(pk=row.case).first() if row.case else None,
        "crumbs": [("监督事项", reverse("supervision:matters")), (str(row), "")],
    }
    return render(request, "supervision/matter.html", context)


def seen(request: HttpRequest, matter: str) -> Concern:
    """The matter, when it exists for this person."""
    return reads.concerns(scope_of(request)).filter(pk=matter).first() or hidden()


def _acts(request: HttpRequest, row: Concern, open_: list[Step]) -> list[tuple[str, ActLine]]:
    """Steps this person may take: the supervisor's, or the answers of the supervised organ."""
    scope = scope_of(request)
    own = row.supervised in scope.acting
    mine = [
        s for s in open_ if may(s, scope) and (scope.oversees or (own and s.name in reads.ANSWERS))
    ]
    named = {step.name: step for step in mine if step.name != FIRST}
    return [
        (name, ActLine(step.title, reverse("supervision:step", args=(row.pk, name)), step.hint))
        for name, step in named.items()
    ]


@page(SUPERVISING, methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """`?card=` or `?case=`: what supervision begins with stands in the form."""
    case = unborn(request, _given(request) or fresh_id(), reads.PROCEDURE)
    step = step_of(reads.PROCEDURE, FIRST)
    if request.method != "POST":
        form = opened(request, case, reads.PROCEDURE, step)
        return form_page(request, case, standing_in(form, _reason(request)))
    return _answered(request, case, filled(request, case, reads.PROCEDURE, step))


def _given(request: HttpRequest) -> str:
    """The id that the form was drawn with: sending it twice opens one matter."""
    return request.POST.get("matter", "") if request.method == "POST" else ""


def _reason(request: HttpRequest) -> dict[str, object]:
    organs, asked = scope_of(request).organs, request.GET
    card = asked.get("card", "")
    if card.isdecimal():
        found = Card.objects.filter(pk=int(card), organ__in=organs).first()
        return reads.from_card(found or hidden())
    case = Case.objects.filter(pk=asked.get("case", ""), organ__in=organs).first()
    return reads.from_case(case) if case else {}


@page(READERS, methods=("GET", "POST"))
def step(request: HttpRequest, matter: str, name: str) -> HttpResponse:
    """The form of a step; the same checking and signing as in every case."""
    row = seen(request, matter)
    case = Case.objects.filter(pk=matter).first() or hidden()
    try:
        shape = step_of(reads.PROCEDURE, name)
    except NoSuchStep:
        hidden()
    if not scope_of(request).oversees and name not in reads.ANSWERS:
        hidden()
    if request.method == "POST":
        return _answered(request, case, filled(request, case, reads.PROCEDURE, shape))
    form = opened(request, case, reads.PROCEDURE, shape)
    return form_page(request, case, standing_in(form, reads.proposed(name, row)))


def _answered(request: HttpRequest, case: Case, form: Filled) -> HttpResponse:
    """After signing, back to the matter."""
    answered = answer(request, case, form)
    if isinstance(answered, HttpResponseRedirect):
        return redirect("supervision:matter", matter=case.matter)
    return answered
