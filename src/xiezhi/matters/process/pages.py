"""Pages of the whole-process record: the six links and the list, adding to it, handing the file over."""

from __future__ import annotations

from urllib.parse import quote
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from xiezhi.documents.casefile.bag import FilesGone, casefile_bag
from xiezhi.journal.acts import Actor, NotTaken
from xiezhi.journal.files import FileRefused
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.acts.actors import in_role
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.intake import NotTakenIn
from xiezhi.matters.acts.papers import NotPrinted
from xiezhi.matters.context import document_context
from xiezhi.matters.models import Case
from xiezhi.matters.pages.common import ACTING, CASE_ROLES, case_for, framed
from xiezhi.matters.process.forms import blank, sent
from xiezhi.matters.process.judging import six_links
from xiezhi.matters.process.recordings import OMITTED, RECORDED, recordings
from xiezhi.matters.process.register import NOTE, PROCEDURE, Wish, omit, register
from xiezhi.matters.process.register import note as write_note
from xiezhi.matters.process.strip import WORDS, strip
from xiezhi.registry.access import hidden, page, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.reading import log_access
from xiezhi.registry.roles import OVERSEEING

BROKEN = "文件没有传完，没有保存任何内容，也没有登记。文件仍在您的设备上，请检查网络后重新上传。"
#: What a file is handed over for; the reason stands in the access log.
PURPOSES = {
    "review": "案卷评查",
    "supervision": "执法监督调阅",
    "reconsideration": "行政复议答复",
    "lawsuit": "行政诉讼应诉",
    "transfer": "移送其他机关",
    "archive": "移交档案馆",
}
HERE = "matters:log"


@page(CASE_ROLES)
def process(request: HttpRequest, matter: str) -> HttpResponse:
    """六个环节与音像记录."""
    case = case_for(request, matter, "查看音像记录", ("recording_text",))
    return _shown(request, case)


def _shown(request: HttpRequest, case: Case, fault: str = "", status: int = 200) -> HttpResponse:
    events = history(case.matter, reveal=True)
    rows = recordings(case.matter, events)
    states = six_links(case.matter, events, rows)
    titles = {state.link.id: state.link.title for state in states}
    scope = scope_of(request)
    more = {
        "title": "六个环节与音像记录",
        "strip": strip(states),
        "links": [(state, WORDS[state.verdict][0]) for state in states],
        "rows": [(row, titles.get(row.link, row.link)) for row in rows],
        "may_add": bool({"officer", "hearing_clerk"} & scope.roles),
        "key": uuid4().hex,
        "purposes": PURPOSES,
        "opened": _may_open(request, case),
        "fault": fault,
    }
    context = framed(request, case, HERE, **more)
    return render(request, "matters/process.html", context, status=status)


@page(ACTING, methods=("GET", "POST"))
def add(request: HttpRequest, matter: str) -> HttpResponse:
    """登记音像记录: the file itself, or where it is kept."""
    case = case_for(request, matter, "登记音像记录", ("recording_text",))
    if request.method != "POST":
        return _form(request, case, blank(request, case, RECORDED), RECORDED)
    try:
        upload = request.FILES.get("file")
    except (UnreadablePostError, MultiPartParserError, RequestDataTooBig, OSError):
        return _shown(request, case, fault=BROKEN, status=400)
    form = sent(request, case, RECORDED)
    if form.errors:
        return _form(request, case, form, RECORDED, status=422)
    by, key = _actor(request, RECORDED), request.POST.get("key") or uuid4().hex
    try:
        register(Wish(case.matter, by, form.values, key, upload))
    except (NotTaken, NotTakenIn, FileRefused) as refused:
        return _form(request, case, form, RECORDED, str(refused), 422)
    return redirect("matters:process", matter=matter)


@page(ACTING, methods=("GET", "POST"))
def explain(request: HttpRequest, matter: str) -> HttpResponse:
    """说明未作音像记录."""
    case = case_for(request, matter, "说明未作音像记录")
    if request.method != "POST":
        return _form(request, case, blank(request, case, OMITTED), OMITTED)
    form = sent(request, case, OMITTED)
    if form.errors:
        return _form(request, case, form, OMITTED, status=422)
    try:
        key = request.POST.get("key") or uuid4().hex
        omit(case.matter, _actor(request, OMITTED), form.values, key)
    except NotTaken as refused:
        return _form(request, case, form, OMITTED, str(refused), 422)
    return redirect("matters:process", matter=matter)


@page(ACTING, methods=("POST",))
def note(request: HttpRequest, matter: str) -> HttpResponse:
    """制作音像记录说明: the list as a document of the file."""
    case = case_for(request, matter, "制作音像记录说明", ("recording_text",))
    events, key = history(matter, reveal=True), request.POST.get("key") or uuid4().hex
    try:
        made = write_note(matter, _actor(request, NOTE), events, key)
    except (NotTaken, *NotPrinted) as refused:
        return _shown(request, case, str(refused), 422)
    assert isinstance(made, Done)
    return redirect("matters:done", matter=matter, entry=made.entry.id)


def _actor(request: HttpRequest, step: str) -> Actor:
    scope = scope_of(request)
    shape = corpus().procedures[PROCEDURE].steps[step]
    return in_role(scope.person or hidden(), shape.by, scope.roles) or hidden()


def _form(
    request: HttpRequest,
    case: Case,
    form: FieldForm,
    step: str,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    more = {
        "title": corpus().procedures[PROCEDURE].steps[step].title,
        "form": form,
        "with_file": step == RECORDED,
        "key": request.POST.get("key") or uuid4().hex,
        "errors": form.errors if status == 422 else [],
        "fault": fault,
    }
    context = framed(request, case, HERE, **more)
    return render(request, "matters/process_form.html", context, status=status)


@page(CASE_ROLES, methods=("POST",))
def export(request: HttpRequest, matter: str) -> HttpResponseBase:
    """案卷包: one zip that verifies offline. Why it is handed over is asked, and logged with who and when."""
    case = case_for(request, matter, "导出案卷包")
    purpose = PURPOSES.get(request.POST.get("purpose", ""))
    if purpose is None:
        return _shown(request, case, "请先选择导出的用途。没有导出。", 422)
    opened, now = _may_open(request, case), timezone.localtime()
    person = scope_of(request).person or hidden()
    reader = Actor(person.code, "", case.organ, case.in_name_of)
    context = document_context(matter, "", {}, (reader,), now)
    fields = ("密封内容明文", "文件明文") if opened else ("密封内容密文", "文件密文")
    count = Entry.objects.filter(matter=matter).count()
    log_access(request, "导出", matter, purpose=purpose, fields=fields, count=count)
    try:
        blocks = casefile_bag(matter, context, now, opened)
    except FilesGone as gone:
        return _shown(request, case, str(gone), 500)
    response = StreamingHttpResponse(blocks, content_type="application/zip")
    name = quote(f"{case}案卷包.zip")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _may_open(request: HttpRequest, case: Case) -> bool:
    """Whoever acts in cases of the organ gets what is sealed; overseers only what proves the record."""
    grants = scope_of(request).grants
    return any(case.organ in organs for role, organs in grants.items() if role not in OVERSEEING)
