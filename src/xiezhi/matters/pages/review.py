"""法制审核: the queue, and the desk of one file (行政处罚法第五十八条)."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xiezhi.journal.acts import ActRefused, NotTaken
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.acts.papers import NotPrinted
from xiezhi.matters.forms.review import DONE, PROCEDURE, Answers, answered, review_move
from xiezhi.matters.models import Case
from xiezhi.matters.pages.common import case_for, framed
from xiezhi.matters.pages.signature import asks_pin, proof_of
from xiezhi.matters.reads.cases import party_names
from xiezhi.matters.reads.clocks import case_due
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.proof import proven
from xiezhi.matters.reads.questions import questions
from xiezhi.matters.reads.reviews import review_queue, why_not
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.pins import PinRefused
from xiezhi.registry.reading import log_access
from xiezhi.registry.screen import Row, Table

REVIEWERS = roles("legal_reviewer")
#: The key that gives an answer to the question in focus.
LETTERS = {"ok": "Y", "problem": "N", "not_relevant": "X"}
READ = ("report_text", "fact_text", "evidence_name", "party_name")


@page(REVIEWERS)
def reviews(request: HttpRequest) -> HttpResponse:
    """Files that wait, by deadline."""
    rows = review_queue(scope_of(request))
    names = party_names(rows)
    if rows:
        log_access(request, "查看", "法制审核队列", "法制审核", ("party_name",), len(rows))
    table = Table(
        caption="待法制审核",
        columns=["案号或案由", "当事人", "案由", "最近期限"],
        rows=[
            Row(_line(case, names), reverse("matters:review", args=(case.matter,))) for case in rows
        ],
        empty="没有等待法制审核的案件。调查终结并且属于应当审核情形、经过听证或者专门送审的案件会出现在这里。",
    )
    return render(request, "matters/reviews.html", {"table": table})


def _line(case: Case, names: dict[str, str]) -> tuple[object, ...]:
    return (str(case), names[case.matter], case.cause, case_due(case) or "")


@page(REVIEWERS, methods=("GET", "POST"))
def review(request: HttpRequest, matter: str) -> HttpResponse:
    """Questions, each with the machine's finding, law and evidence; the conclusion is the reviewer's."""
    case = case_for(request, matter, "法制审核", READ)
    events = history(matter, reveal=True)
    person = scope_of(request).person or hidden()
    reason = why_not(person, events)
    if reason:
        context = framed(request, case, "matters:review", title="法制审核", reason=reason)
        return render(request, "matters/review_refused.html", context, status=403)
    if request.method != "POST":
        return _desk(request, case, events, Answers())
    answers = answered(request.POST)
    if answers.errors:
        return _desk(request, case, events, answers, status=422, errors=answers.errors)
    return _conclude(request, case, events, answers)


def _conclude(
    request: HttpRequest, case: Case, events: list[Event], answers: Answers
) -> HttpResponse:
    person = scope_of(request).person or hidden()
    try:
        move = review_move(case, events, answers, person)
        made = do(move.proven(proof_of(request, move.shape)))
    except ActRefused as refused:
        views = refusal_views(refused.findings, "出具审核意见", case.matter)
        return _desk(request, case, events, answers, status=409, refusals=views)
    except (NotTaken, PinRefused, *NotPrinted) as fault:
        return _desk(request, case, events, answers, status=409, fault=str(fault))
    assert isinstance(made, Done)
    return redirect("matters:done", matter=case.matter, entry=made.entry.id)


def _desk(
    request: HttpRequest,
    case: Case,
    events: list[Event],
    answers: Answers,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    report = next((e for e in reversed(events) if e.step == "investigation_concluded"), None)
    fields = corpus().fields
    shown = {
        "title": "法制审核",
        "questions": questions(case, events, answers.given),
        "answers": answers,
        "options": [(c, w, LETTERS.get(c, "")) for c, w in fields["review_answer"].options.items()],
        "conclusions": fields["review_conclusion"].options.items(),
        "starts": fields["reviewer_start"].options.items(),
        "report": report,
        "proven": proven(case.matter, events),
        "earlier": [e for e in events if e.step in ("legal_review_done", "legal_review_returned")],
        "since": [e for e in events if report and e.seq > report.seq],
        "pin": asks_pin(step_of(PROCEDURE, DONE)),
        "key": answers.key or uuid4().hex,
    }
    context = framed(request, case, "matters:review", **{**shown, **more})
    return render(request, "matters/review.html", context, status=status)
