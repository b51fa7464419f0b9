"""One inspection: whom, why, where it stands, what may be done now, what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.pages.common import DRAWING, inspection_for
from xiezhi.inspections.pages.plan import result_tag
from xiezhi.inspections.pages.site import STEP, STEPS
from xiezhi.inspections.reads import fields_of, party_names, record_of
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.pages.common import CASE_ROLES, framed
from xiezhi.matters.reads.standing import standing
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.reads import names_of_people


@page(CASE_ROLES)
def task(request: HttpRequest, matter: str) -> HttpResponse:
    """The task page; the same on the desk and on the phone. A plan has a page of its own."""
    if Plan.objects.filter(pk=matter).exists():
        return redirect("inspections:plan", matter=matter)
    row, case = inspection_for(request, matter, "查看检查")
    events = history(matter, reveal=True)
    moving = Draft.objects.filter(
        matter=matter, state__in=(Draft.State.PROPOSED, Draft.State.RETURNED)
    )
    more = {
        "row": row,
        "about": _about(row, case),
        "points": points(events),
        "result": result_tag(row),
        "clue": Case.objects.filter(pk=row.clue).first() if row.clue else None,
        "may_open_clue": _may_open_clue(request, row),
        "standing": standing(case, scope_of(request)),
        "drafts": [(draft, step_title(draft.procedure, draft.step)) for draft in moving],
        "record": step_title(case.procedure, STEPS.get(case.procedure, STEP)),
        "on_site": row.ended_at is None,
        "may_redraw": row.people_voided and bool(scope_of(request).roles & set(DRAWING)),
        "plan": Plan.objects.filter(pk=row.plan).first() if row.plan else None,
    }
    context = framed(request, case, "matters:case", **more)
    return render(request, "inspections/task.html", context)


def _about(row: Inspection, case: Case) -> list[tuple[str, object]]:
    people = names_of_people(case.handlers)
    triggers = corpus().fields["inspection_trigger"].options
    return [
        ("检查对象", party_names([row]).get(row.party, "")),
        ("程序", corpus().procedures[row.procedure].title),
        ("来源", triggers.get(row.trigger, row.trigger)),
        ("计划日期", f"{row.planned_on.year}年{row.planned_on.month}月{row.planned_on.day}日"),
        ("检查人员", "、".join(people.get(code, code) for code in case.handlers)),
    ]


def points(events: list[Event]) -> list[tuple[str, str, str]]:
    """(point, result in words or nothing yet, note) as recorded, else as planned."""
    words = corpus().fields["point_result"].options
    found = record_of(events).get("inspection_points")
    rows = found or fields_of(events, "inspection_plan_made").get("planned_points") or ()
    return [
        (
            str(row.get("inspection_point", "")),
            words.get(str(row.get("point_result", "")), ""),
            str(row.get("point_note") or ""),
        )
        for row in rows
    ]


def _may_open_clue(request: HttpRequest, row: Inspection) -> bool:
    found_wrong = bool(row.faults) and not row.clue
    return found_wrong and "officer" in scope_of(request).roles
