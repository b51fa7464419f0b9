"""事实与证据: what was found and by which evidence; taking files in and giving them out."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import RequestDataTooBig
from django.http import FileResponse, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from xiezhi.journal.files import FileDamaged, FileMissing, FileRefused, open_file
from xiezhi.journal.reads import history
from xiezhi.matters.acts.intake import AlreadyThere, NotTakenIn, Origin, take_in
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.matters.pages.common import ACTING, CASE_ROLES, case_for, framed
from xiezhi.matters.reads.proof import proven
from xiezhi.registry.access import hidden, page, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person

#: Shown in the page; everything else is only given out as a file.
SHOWN_INLINE = ("image/jpeg", "image/png", "application/pdf")
BROKEN = "文件没有传完，服务器没有保存任何内容。文件仍在您的设备上，请检查网络后重新上传。"


@page(CASE_ROLES)
def facts(request: HttpRequest, matter: str) -> HttpResponse:
    """Each fact with its evidence, then the files."""
    case = case_for(request, matter, "查看证据", ("fact_text", "evidence_name"))
    return _list(request, case)


@page(ACTING, methods=("POST",))
def add(request: HttpRequest, matter: str) -> HttpResponse:
    """Take one file in. Interrupted, too large or of a wrong type: a sentence, and nothing is kept."""
    case = case_for(request, matter, "上传证据")
    try:
        item = _taken(request, case)
    except AlreadyThere as known:
        return _list(request, case, fault=str(known), status=200)
    except (NotTakenIn, FileRefused) as refused:
        return _list(request, case, fault=str(refused), status=422)
    except (UnreadablePostError, MultiPartParserError, RequestDataTooBig, OSError):
        return _list(request, case, fault=BROKEN, status=400)
    return redirect(f"{request.path.removesuffix('add')}?new={item.number}")


def _taken(request: HttpRequest, case: Case) -> EvidenceItem:
    upload = request.FILES.get("file")
    if upload is None:
        raise NotTakenIn("没有收到文件。请先选择文件再上传。")
    person = scope_of(request).person or hidden()
    kind = request.POST.get("kind", "")
    if kind not in corpus().fields["evidence_kind"].options:
        raise NotTakenIn("请选择证据种类。文件没有保存。")
    origin = Origin(kind, _when(request.POST.get("taken_at", "")), _place(request), person.code)
    return take_in(upload, case.matter, origin)


def _when(text: str) -> datetime:
    """When the evidence was made; server time when left empty."""
    try:
        found = datetime.fromisoformat(text) if text else timezone.localtime()
    except ValueError:
        raise NotTakenIn("取得时间请按 2026-11-21 10:05 的样式填写。文件没有保存。") from None
    aware = found if timezone.is_aware(found) else timezone.make_aware(found)
    if aware > timezone.now():
        raise NotTakenIn("取得时间晚于现在，请核对。文件没有保存。")
    return aware


def _place(request: HttpRequest) -> str:
    return request.POST.get("place", "").strip()[:300]


def _list(request: HttpRequest, case: Case, fault: str = "", status: int = 200) -> HttpResponse:
    events = history(case.matter, reveal=True)
    items = list(EvidenceItem.objects.filter(matter=case.matter))
    people = Person.objects.in_bulk([item.collector for item in items])
    kinds = corpus().fields["evidence_kind"].options
    more = {
        "proven": proven(case.matter, events),
        "items": [(i, kinds.get(i.kind, i.kind), people.get(i.collector)) for i in items],
        "kinds": kinds,
        "fault": fault,
        "new": request.GET.get("new", ""),
        "may_add": "officer" in scope_of(request).roles,
    }
    context = framed(request, case, "matters:facts", **more)
    return render(request, "matters/facts.html", context, status=status)


@page(CASE_ROLES)
def file(request: HttpRequest, matter: str, sha256: str) -> HttpResponseBase:
    """The bytes as they were taken in, checked against their digest while they are read."""
    case = case_for(request, matter, "查看证据文件", ("evidence_name",))
    item = EvidenceItem.objects.filter(matter=case.matter, sha256=sha256).first() or hidden()
    try:
        stream = open_file(case.matter, sha256)
    except FileMissing:
        hidden()
    except FileDamaged as damaged:
        return _list(request, case, fault=str(damaged), status=500)
    inline = item.type in SHOWN_INLINE
    response = FileResponse(
        stream, as_attachment=not inline, filename=item.name, content_type=item.type
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
