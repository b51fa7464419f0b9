"""检查计划: the list, a new one, and one plan with its draws."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.pages.common import DRAWING, PLANNERS, plan_for, unborn
from xiezhi.inspections.pages.plan import result_tag
from xiezhi.inspections.project import PLAN
from xiezhi.inspections.reads import fields_of, party_names, visible_plans
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.forms.request import filled, opened
from xiezhi.matters.models import Draft, fresh_id
from xiezhi.matters.pages.common import CASE_ROLES, framed
from xiezhi.matters.pages.step import answer, form_page
from xiezhi.matters.reads.standing import standing
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.access import page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Item
from xiezhi.registry.reading import log_access
from xiezhi.registry.screen import Row, Table, Tag, paged

FIRST = "inspection_plan_made"


@page(CASE_ROLES)
def plans(request: HttpRequest) -> HttpResponse:
    """Plans of the person's organs, latest first."""
    scope = scope_of(request)
    page_, query = paged(request, visible_plans(scope))
    table = Table(
        caption="检查计划",
        columns=["计划", "类别", "期间", "状态", "抽取次数"],
        rows=[_row(plan) for plan in page_.object_list],
        empty="还没有检查计划。拟订计划，经批准、公布后，可以随机抽取检查对象和人员。",
        page=page_,
        query=query,
    )
    may_plan = bool(scope.roles & set(PLANNERS))
    return render(request, "inspections/plans.html", {"table": table, "may_plan": may_plan})


def _row(plan: Plan) -> Row:
    kinds = corpus().fields["plan_kind"].options
    term = f"{plan.from_on:%Y-%m-%d} 至 {plan.to_on:%Y-%m-%d}"
    href = reverse("inspections:plan", args=(plan.pk,))
    return Row((str(plan), kinds.get(plan.kind, plan.kind), term, state_of(plan), plan.draws), href)


def state_of(plan: Plan) -> Tag:
    """How far the plan has come."""
    if plan.published_on:
        return Tag("已公布", "good")
    return Tag("已批准，未公布", "now") if plan.approved_on else Tag("未批准", "care")


@page(roles(*PLANNERS), methods=("GET", "POST"))
def new_plan(request: HttpRequest) -> HttpResponse:
    """The plan itself: what is looked at, in which term, why."""
    case = unborn(request, _given(request) or fresh_id(), PLAN)
    step = step_of(PLAN, FIRST)
    if request.method != "POST":
        return form_page(request, case, opened(request, case, PLAN, step))
    return answer(request, case, filled(request, case, PLAN, step))


def _given(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("matter", "")))
    except ValueError:
        return ""


@page(CASE_ROLES)
def plan(request: HttpRequest, matter: str) -> HttpResponse:
    """One plan: what it says, where it stands, its draws and the inspections that came of it."""
    row, case = plan_for(request, matter, "查看检查计划")
    events = history(matter, reveal=True)
    scope = scope_of(request)
    tasks = list(Inspection.objects.filter(plan=matter).order_by("planned_on", "matter"))
    if tasks:
        log_access(request, "查询", matter, "办理检查", ("party_name",), len(tasks))
    moving = Draft.objects.filter(
        matter=matter, state__in=(Draft.State.PROPOSED, Draft.State.RETURNED)
    )
    more = {
        "plan": row,
        "state": state_of(row),
        "about": _about(row, events),
        "points": fields_of(events, FIRST).get("planned_points") or (),
        "standing": standing(case, scope),
        "drafts": [(draft, step_title(draft.procedure, draft.step)) for draft in moving],
        "draws": [e for e in events if e.step == "random_object_drawn"],
        "may_draw": bool(row.published_on and scope.roles & set(DRAWING)),
        "may_task": bool(row.approved_on and row.kind == "special" and scope.roles & set(PLANNERS)),
        "tasks": _tasks(tasks),
    }
    return render(request, "inspections/plan.html", framed(request, case, "matters:case", **more))


def _about(plan: Plan, events: list[Event]) -> list[tuple[str, object]]:
    said, approved = fields_of(events, FIRST), fields_of(events, "inspection_plan_approved")
    item = Item.objects.filter(code=plan.item).last()
    levels = corpus().fields["plan_level"].options
    return [
        ("计划编号", plan.number),
        ("检查事项", item.title if item else plan.item),
        ("计划期间", f"{plan.from_on:%Y-%m-%d} 至 {plan.to_on:%Y-%m-%d}"),
        ("必要性", said.get("plan_reason")),
        ("批准机关", levels.get(str(approved.get("plan_level")), "尚未批准")),
        ("备案机关", approved.get("plan_filed_with") or "没有登记"),
    ]


def _tasks(tasks: list[Inspection]) -> Table:
    names = party_names(tasks)
    return Table(
        caption="按本计划进行的检查",
        columns=["检查对象", "计划日期", "来源", "结果"],
        rows=[
            Row(
                (
                    names.get(task.party, task.party),
                    task.planned_on,
                    corpus().fields["inspection_trigger"].options.get(task.trigger, task.trigger),
                    result_tag(task) or "",
                ),
                reverse("inspections:task", args=(task.pk,)),
            )
            for task in tasks
        ],
        empty="还没有按本计划进行的检查。",
    )
