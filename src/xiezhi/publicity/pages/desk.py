"""The clerk's desk: the queue with its clock, the two texts side by side, publish, bar, withdraw."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from xiezhi.journal.acts import ActRefused, NotTaken
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.publicity.acts import bar, publish, withdraw
from xiezhi.publicity.models import Publication
from xiezhi.publicity.original import original
from xiezhi.publicity.publishability import publishability_of
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.reading import log_access
from xiezhi.registry.screen import RefusalView

CLERKS = ("publicity_clerk", "agency_head", "supervisor")
ACTS = {"publish": publish, "bar": bar, "withdraw": withdraw}


@page(roles(*CLERKS))
def queue(request: HttpRequest) -> HttpResponse:
    """Waiting publications by their clock, then what is already out."""
    seen = Publication.objects.filter(organ__in=scope_of(request).organs)
    waiting = seen.filter(state=Publication.State.QUEUED).order_by("due_on", "decided_on")
    done = seen.exclude(state=Publication.State.QUEUED)[:50]
    today = timezone.localdate()
    return render(
        request, "publicity/queue.html", {"waiting": waiting, "done": done, "today": today}
    )


def _mine(request: HttpRequest, index_no: str) -> Publication:
    found = Publication.objects.filter(
        index_no=index_no, organ__in=scope_of(request).organs
    ).first()
    return found or hidden()


@page(roles(*CLERKS), methods=("GET", "POST"))
def redaction(request: HttpRequest, index_no: str) -> HttpResponse:
    """Original and public version side by side; the clerk confirms, bars or withdraws."""
    publication = _mine(request, index_no)
    log_access(request, "查看公示脱敏", publication.matter, "公示", ("决定书全文",))
    if request.method == "POST":
        try:
            ACTS[request.POST.get("act", "")](publication, request.POST, scope_of(request))
        except ActRefused as refused:
            return _show(request, publication, refused=refused)
        except (NotTaken, KeyError) as fault:
            return _show(request, publication, fault=str(fault))
        return redirect("publicity:redaction", index_no=index_no)
    return _show(request, publication)


def _show(
    request: HttpRequest,
    publication: Publication,
    refused: ActRefused | None = None,
    fault: str = "",
) -> HttpResponse:
    context = {
        "p": publication,
        "crumbs": [
            ("公示", reverse("publicity:queue")),
            (publication.version.get("number", ""), ""),
        ],
        "original": original(publication),
        "law": publishability_of(publication),
        "refusals": refusals(refused, publication),
        "typed": request.POST,
        "fault": fault,
        "key": request.POST.get("key") or uuid4().hex,
        "fields": corpus().fields,
        "may": "publicity_clerk" in scope_of(request).roles,
        "norms": corpus().norms,
    }
    failed = refused or fault
    return render(request, "publicity/redaction.html", context, status=409 if failed else 200)


def refusals(refused: ActRefused | None, publication: Publication) -> list[RefusalView]:
    """Why the law refuses the act, with article and cure; barring is done on this page."""
    if refused is None:
        return []
    step = corpus().step(refused.act.procedure, refused.act.step)
    title = step.title if step else ""
    found = refusal_views(refused.findings, title, publication.matter)
    return [replace(view, cure_href="#bar") for view in found]
