"""确认共同办理: what one was named in, and the own answer to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xiezhi.journal.acts import NotTaken
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.acts.actors import actor
from xiezhi.matters.acts.papers import of_entry
from xiezhi.matters.acts.two_officers import answer
from xiezhi.matters.models import Case, Presence
from xiezhi.matters.pages.common import case_for, framed
from xiezhi.matters.reads.presence import confirm_by, presence_tag
from xiezhi.matters.reads.record import record_lines
from xiezhi.matters.reads.words import field_rows, step_title
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.models import Person


@page(roles("officer", "licence_verifier"), methods=("GET", "POST"))
def presence(request: HttpRequest, entry: str) -> HttpResponse:
    """Only for the person named; POST `act` is confirm or deny (with `reason`)."""
    me = scope_of(request).person or hidden()
    found = Presence.objects.filter(entry=entry, person=me.code).first() or hidden()
    case = case_for(request, found.matter, "确认共同办理", ("record_text", "person_asked"))
    if request.method != "POST":
        return _shown(request, case, found)
    try:
        answer(found, actor(me, _role(found)), _denied(request))
    except NotTaken as refused:
        return _shown(request, case, found, str(refused))
    messages.success(request, "您的回答已经记入过程记录。")
    return redirect("matters:presence", entry=entry)


def _role(found: Presence) -> str:
    """The role in which the person was named."""
    by = Entry.objects.get(pk=found.entry).content["by"]
    return next(each["role"] for each in by if each["person"] == found.person)


def _denied(request: HttpRequest) -> str | None:
    """The reason of a denial; None when it is a confirmation."""
    act, reason = request.POST.get("act"), request.POST.get("reason", "").strip()[:1000]
    if act == "deny" and not reason:
        raise NotTaken("否认共同办理的，请写明实际情况。没有记入。")
    if act not in ("confirm", "deny"):
        hidden()
    return reason if act == "deny" else None


def _shown(request: HttpRequest, case: Case, found: Presence, fault: str = "") -> HttpResponse:
    row = Entry.objects.get(pk=found.entry)
    event = next(e for e in history(found.matter, reveal=True) if e.id == found.entry)
    more = {
        "title": f"确认共同办理：{step_title(found.procedure, found.step)}",
        "presence": found,
        "said": presence_tag(found),
        "until": confirm_by(found),
        "first": Person.objects.filter(pk=found.named_by).first(),
        "line": record_lines([row], chain=False)[0],
        "rows": field_rows(dict(event.fields)),
        "document": of_entry(row),
        "fault": fault,
    }
    context = framed(request, case, "matters:presence", **more)
    return render(request, "matters/presence.html", context, status=409 if fault else 200)
