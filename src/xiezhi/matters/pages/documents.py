"""文书: the documents of a case, one document with what it must state, the whole file."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from xiezhi.documents.casefile.assemble import NothingToBind, assemble
from xiezhi.documents.models import Document
from xiezhi.documents.reads import latest_casefile, of_matter, stored_bytes
from xiezhi.journal.acts import Actor
from xiezhi.journal.files import open_file
from xiezhi.journal.reads import history
from xiezhi.matters.acts.papers import NotPrinted
from xiezhi.matters.context import document_context
from xiezhi.matters.models import Draft
from xiezhi.matters.pages.common import CASE_ROLES, case_for, framed
from xiezhi.matters.reads.as_recorded import printed, recorded_papers
from xiezhi.matters.reads.other_papers import other_papers
from xiezhi.matters.reads.words import field_rows, step_title
from xiezhi.registry.access import hidden, page, scope_of


@page(CASE_ROLES)
def documents(request: HttpRequest, matter: str) -> HttpResponse:
    """Issued documents in the order of the file; drafts on their way below."""
    case = case_for(request, matter, "查看文书目录", ("party_name",))
    events = history(matter)
    drafts = Draft.objects.filter(matter=matter).exclude(state=Draft.State.EFFECTIVE)
    more = {
        "documents": of_matter(matter),
        "archived": latest_casefile(matter) if case.state == "archived" else None,
        "drafts": [(d, step_title(d.procedure, d.step)) for d in drafts],
        "recorded": recorded_papers(matter, events),
        "others": other_papers(case, scope_of(request), events),
    }
    return render(
        request, "matters/documents.html", framed(request, case, "matters:documents", **more)
    )


@page(CASE_ROLES)
def document(request: HttpRequest, matter: str, pk: int) -> HttpResponse:
    """One document: its state, the fields it was made from, the stored PDF."""
    case = case_for(request, matter, "查看文书", ("party_name", "fact_text"))
    found = Document.objects.filter(matter=matter, pk=pk).first() or hidden()
    event = next((e for e in history(matter, reveal=True) if e.id == found.entry), None)
    more = {
        "document": found,
        "title": str(found),
        "rows": field_rows(dict(event.fields)) if event else [],
    }
    return render(
        request, "matters/document.html", framed(request, case, "matters:document", **more)
    )


@page(CASE_ROLES)
def pdf(request: HttpRequest, matter: str, pk: int) -> HttpResponse:
    """The stored bytes, as issued."""
    case_for(request, matter, "打开文书", ("party_name", "fact_text"))
    found = Document.objects.filter(matter=matter, pk=pk).first() or hidden()
    return pdf_response(stored_bytes(found), found.name)


@page(CASE_ROLES)
def recorded(request: HttpRequest, matter: str, seq: int) -> HttpResponse:
    """The document of an attested act, printed now from its entry; it says that it is no original."""
    case_for(request, matter, "按记载打印文书", ("party_name", "fact_text"))
    events = history(matter, reveal=True)
    listed = {paper.seq for paper in recorded_papers(matter, events)}
    event = next((e for e in events if e.seq == seq and seq in listed), None) or hidden()
    try:
        content = printed(matter, event)
    except NotPrinted as lacking:
        messages.warning(request, str(lacking))
        return redirect("matters:documents", matter=matter)
    return pdf_response(content, f"{step_title(event.procedure, event.step)}（按记载打印）.pdf")


@page(CASE_ROLES)
def casefile(request: HttpRequest, matter: str) -> HttpResponse:
    """卷宗: cover, contents and all materials with page numbers: as archived, else bound as they are now."""
    case = case_for(request, matter, "打开卷宗", ("party_name", "fact_text", "evidence_name"))
    kept = latest_casefile(matter)
    if kept and case.state == "archived":
        with open_file(matter, kept.sha256) as stream:
            return pdf_response(stream.read(), f"{case}案卷.pdf")
    now = timezone.localtime()
    person = scope_of(request).person or hidden()
    reader = Actor(person.code, "", case.organ, case.in_name_of)
    try:
        bound = assemble(matter, document_context(matter, "", {}, (reader,), now), now)
    except NothingToBind as empty:
        messages.warning(request, str(empty))
        return redirect("matters:documents", matter=matter)
    return pdf_response(bound.pdf, f"{case}案卷.pdf")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """The bytes as a PDF shown in the browser under its own name."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = "inline; filename*=UTF-8''" + quote(name)
    return response
