"""现场检查记录, made for the phone: what was shown, the points one by one, photographs, what the party says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone

from xiezhi.inspections.pages.common import inspection_for, proposed
from xiezhi.inspections.reads import fields_of, last_of
from xiezhi.journal.files import FileRefused
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.intake import NotTakenIn, Origin, take_in
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.forms.request import Filled, filled, opened
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.matters.pages.common import framed
from xiezhi.matters.pages.step import answer
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus

BROKEN = "照片没有传完，服务器没有保存它。照片仍在您的手机上；请重新打开本页，检查网络后再传。"
#: The step that holds the record, by procedure; on the spot where none is named.
STEPS = {"inspect.offsite": "offsite_verified"}
STEP = "inspection_ended"
#: The photographs are listed by the page.
OURS = frozenset({"evidence"})
#: What comes before the record on the spot, in order.
BEFORE = (
    "inspection_approved", "inspection_notified", "enterprise_code_scanned", "id_shown",
    "inspection_started",
)  # fmt: skip


@page(roles("officer"), methods=("GET", "POST"))
def site(request: HttpRequest, matter: str) -> HttpResponse:
    """GET draws the record; POST `go` is photo (everything typed stays), check, edit or sign."""
    _, case = inspection_for(request, matter, "现场检查")
    if request.method != "POST":
        return _record(request, case, _proposed(request, case))
    try:
        form = _sent(request, case)
    except (UnreadablePostError, MultiPartParserError, RequestDataTooBig, OSError):
        return _record(request, case, _proposed(request, case), fault=BROKEN, status=400)
    go = request.POST.get("go", "check")
    if go == "photo":
        return _photo(request, case, form)
    if form.form.rows_changed or go == "edit":
        return _record(request, case, form)
    if form.errors:
        return _record(request, case, form, status=422, errors=form.errors)
    return answer(request, case, form)


def _step(case: Case) -> Step:
    return step_of(case.procedure, STEPS.get(case.procedure, STEP))


def _before(case: Case) -> list[Step]:
    steps = corpus().procedures[case.procedure].steps
    return [steps[name] for name in BEFORE if name in steps]


def _proposed(request: HttpRequest, case: Case) -> Filled:
    """The points as planned, the place and time as begun."""
    form = opened(request, case, case.procedure, _step(case))
    return proposed(form, _known(history(case.matter)), without=OURS)


def _known(events: Sequence[Event]) -> dict[str, Any]:
    began = last_of(events, "inspection_started")
    planned = fields_of(events, "inspection_plan_made").get("planned_points")
    found: dict[str, Any] = {"inspection_points": planned or [{}]}
    if began is not None:
        found |= {"place": began.fields.get("place"), "started_at": began.at.isoformat()}
    return found


def _sent(request: HttpRequest, case: Case) -> Filled:
    """The form as sent, with the matter's photographs as its evidence."""
    form = filled(request, case, case.procedure, _step(case))
    form.form.names = [name for name in form.form.names if name not in OURS]
    rows = [_evidence(item) for item in EvidenceItem.objects.filter(matter=case.matter)]
    if rows:
        form.form.values["evidence"] = rows
    return form


def _evidence(item: EvidenceItem) -> dict[str, Any]:
    return {
        "evidence_id": f"E{item.number}",
        "evidence_kind": item.kind,
        "evidence_name": item.name,
        "obtained_on": timezone.localtime(item.taken_at).date().isoformat(),
        "obtained_by": "made",
    }


def _photo(request: HttpRequest, case: Case, form: Filled) -> HttpResponse:
    upload = request.FILES.get("photo")
    person = scope_of(request).person or hidden()
    try:
        if upload is None:
            raise NotTakenIn("没有收到照片。请先拍照或者选择照片再上传。")
        place = str(form.form.values.get("place") or "")
        origin = Origin("audiovisual", timezone.localtime(), place, person.code)
        item = take_in(upload, case.matter, origin)
    except (NotTakenIn, FileRefused) as refused:
        return _record(request, case, form, fault=str(refused), status=422)
    said = f"已收下照片 E{item.number}，已填写的内容都还在。"
    return _record(request, case, form, said=said)


def _record(
    request: HttpRequest, case: Case, form: Filled, status: int = 200, **more: object
) -> HttpResponse:
    events = history(case.matter)
    done = {event.step for event in events}
    shown = {
        "form": form,
        "title": form.step.title if case.procedure in STEPS else "现场检查记录",
        "points": next(w for w in form.form if w.name == "inspection_points"),
        "others": [w for w in form.form if w.name != "inspection_points"],
        "before": [(step, step.name in done) for step in _before(case)],
        "photos": list(EvidenceItem.objects.filter(matter=case.matter)),
    }
    context = framed(request, case, "inspections:site", **{**shown, **more})
    return render(request, "inspections/site.html", context, status=status)
