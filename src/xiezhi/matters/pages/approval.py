"""审批: one draft, what is asked, what speaks for and against it; sign or return."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xiezhi.journal.acts import Actor, ActRefused, NotTaken
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts import content, papers
from xiezhi.matters.acts.actors import SIGNED_IN, actor
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.drafts import APPROVED, approve, drafted_move, return_draft, withdraw
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.acts.referral import refer
from xiezhi.matters.acts.threads import DRAFTING
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.pages.common import ACTING, case_for, framed
from xiezhi.matters.pages.signature import asks_pin, proof_of
from xiezhi.matters.reads.briefs import brief
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.signing import signing
from xiezhi.matters.reads.words import field_rows, step_title
from xiezhi.registry import pins
from xiezhi.registry.access import hidden, page, scope_of

ALL = ("parties", "dispositions", "facts_found", "statement_text")


def _draft(request: HttpRequest, pk: str) -> tuple[Draft, Case]:
    draft = Draft.objects.filter(pk=pk).first()
    if draft is None:
        hidden()
    return draft, case_for(request, draft.matter, "查看审批", ALL)


@page(ACTING, methods=("GET", "POST"))
def approval(request: HttpRequest, pk: str) -> HttpResponse:
    """The sheet; POST `act` is sign, return, refer (to collective discussion) or withdraw."""
    draft, case = _draft(request, pk)
    if request.method != "POST":
        return _sheet(request, draft, case)
    try:
        done = _ACTS[request.POST.get("act", "")](request, draft)
    except ActRefused as refused:
        title = step_title(draft.procedure, draft.step)
        return _sheet(request, draft, case, refusal_views(refused.findings, title, case.matter))
    except (NotTaken, pins.PinRefused, *papers.NotPrinted) as refused:
        return _sheet(request, draft, case, fault=str(refused))
    except KeyError:
        hidden()
    if done:
        return redirect("matters:done", matter=case.matter, entry=done.entry.id)
    return redirect("matters:approval", pk=draft.pk)


def _sign(request: HttpRequest, draft: Draft) -> Done | None:
    if draft.document_digest and request.session.get("read") != draft.document_digest:
        raise NotTaken("请先打开文书稿阅读，再签署。没有签署。")
    proof = proof_of(request, _signing())
    done = approve(draft, _me(request, draft.waits_for, proof), request.POST.get("digest", ""))
    messages.success(
        request, "已同意并签署，已送下一位审批人。" if done is None else "已同意并签署。"
    )
    return done


def _return(request: HttpRequest, draft: Draft) -> None:
    reason = _reason(request, "请写明退回的理由。没有退回。")
    return_draft(draft, _me(request, draft.waits_for), reason)
    messages.success(request, "已退回拟稿人，退回理由已送达其工作台。")


def _refer(request: HttpRequest, draft: Draft) -> None:
    reason = _reason(request, "请写明提交集体讨论的理由。没有提交。")
    refer(draft, _me(request, draft.waits_for), reason)
    messages.success(
        request, "已提交负责人集体讨论，文稿已退回拟稿人。讨论有结论以后可以重新送审。"
    )


def _reason(request: HttpRequest, otherwise: str) -> str:
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise NotTaken(otherwise)
    return reason[:450]


def _withdraw(request: HttpRequest, draft: Draft) -> None:
    withdraw(draft, _me(request, draft.author_role))
    messages.success(request, "已撤回。需要时可以重新拟稿送审。")


_ACTS = {"sign": _sign, "return": _return, "refer": _refer, "withdraw": _withdraw}


def _signing() -> Step:
    return step_of(DRAFTING, APPROVED)


def _me(request: HttpRequest, role: str, proof: str = SIGNED_IN) -> Actor:
    return actor(scope_of(request).person or hidden(), role, proof)


def _sheet(
    request: HttpRequest,
    draft: Draft,
    case: Case,
    refusals: Sequence[object] = (),
    fault: str = "",
) -> HttpResponse:
    scope = scope_of(request)
    fields = content.fields_of(draft)
    title = step_title(draft.procedure, draft.step)
    again = reverse("matters:step", args=(case.matter, draft.procedure, draft.step))
    more = {
        "title": f"审批：{title}",
        "draft": draft,
        "step_title": title,
        "brief": brief(draft, fields, case),
        "rows": field_rows(fields),
        "pin": asks_pin(_signing()),
        "signing": signing(draft, case, scope),
        "is_author": scope.person is not None and scope.person.code == draft.author,
        "refusals": refusals,
        "fault": fault,
        "again": f"{again}?from={draft.pk}&k={uuid4().hex}",
        "read": request.session.get("read") == draft.document_digest,
    }
    status = 409 if refusals or fault else 200
    context = framed(request, case, "matters:approval", **more)
    return render(request, "matters/approval.html", context, status=status)


@page(ACTING)
def preview(request: HttpRequest, pk: str) -> HttpResponse:
    """The draft's document as it would print, without a number; opening it is noted for the signature."""
    draft, _ = _draft(request, pk)
    printed = papers.preview(drafted_move(draft))
    if sha256(printed).hexdigest() != draft.document_digest:
        changed = "送审以后案件又有新的记载，文书稿已不是送审时的那一份。请退回拟稿人重新送审。"
        return HttpResponse(changed, status=409, content_type="text/plain; charset=utf-8")
    request.session["read"] = draft.document_digest
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="preview.pdf"'
    return response
