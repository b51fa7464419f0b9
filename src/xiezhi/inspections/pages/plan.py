"""检查: the list of tasks, and a new one about a party of the register."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.of_plan import after, carried, told_of
from xiezhi.inspections.pages.common import DRAWING, PLANNERS, PROCEDURE, proposed, unborn
from xiezhi.inspections.pages.sign import signed
from xiezhi.inspections.reads import (
    found_parties,
    party_names,
    party_row,
    usual_points,
    visible,
    visible_plans,
)
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.forms.request import Filled, filled, opened
from xiezhi.matters.models import Case, fresh_id
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.matters.pages.step import answer, form_page
from xiezhi.matters.reads.words import phase_title, state_tag
from xiezhi.registry.access import page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Party
from xiezhi.registry.reading import log_access
from xiezhi.registry.screen import Row, Table, Tag, paged

#: Ways to inspect that a person may choose; special ones begin at their plan, random ones at the draw.
WAYS = {
    "inspect.daily": "日常检查",
    "inspect.joint": "联合检查",
    "inspect.offsite": "非现场检查（不入企）",
}
SPECIAL = "inspect.special"
RESULTS = {"conform": "good", "rectify": "care", "to_case": "bad"}
FIRST = "inspection_plan_made"


@page(CASE_ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Inspections of the person's organs, latest planned first."""
    scope = scope_of(request)
    page_, query = paged(request, visible(scope))
    shown = list(page_.object_list)
    if shown:
        log_access(request, "查询", "检查列表", "办理检查", ("party_name",), len(shown))
    table = Table(
        caption="检查任务",
        columns=["检查任务", "检查对象", "计划日期", "来源", "阶段", "结果"],
        rows=_rows(shown),
        empty="还没有检查任务。拟订检查方案后，任务会出现在这里。",
        page=page_,
        query=query,
    )
    may_plan = bool(scope.roles & set(PLANNERS))
    may_draw = bool(scope.roles & set(DRAWING))
    more = {"table": table, "may_plan": may_plan, "may_draw": may_draw}
    return render(request, "inspections/index.html", more)


def _rows(shown: list[Inspection]) -> list[Row]:
    names, cases = party_names(shown), Case.objects.in_bulk([row.pk for row in shown])
    triggers = corpus().fields["inspection_trigger"].options
    return [
        Row(
            (
                row.title,
                names.get(row.party, ""),
                row.planned_on,
                triggers.get(row.trigger, row.trigger),
                _phase(cases.get(row.pk)),
                result_tag(row) or "",
            ),
            reverse("inspections:task", args=(row.pk,)),
        )
        for row in shown
    ]


def _phase(case: Case | None) -> str:
    if case is None:
        return ""
    over = case.state == "archived"
    return str(state_tag(case.state).word) if over else phase_title(case.procedure, case.phase)


def result_tag(row: Inspection) -> Tag | None:
    """The result as told to the party; before that, how many points were wrong."""
    words = corpus().fields["inspection_result"].options
    if row.result:
        return Tag(words[row.result], RESULTS.get(row.result, ""))
    if row.ended_at is None:
        return None
    return Tag(f"{row.faults} 项不合格", "care") if row.faults else Tag("未发现不合格", "good")


@page(roles(*PLANNERS), methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """First whom to inspect and how, from the register; then the plan. `plan`: the special plan it belongs to."""
    party = Party.objects.filter(pk=request.GET.get("party", "")).first()
    plan = visible_plans(scope_of(request)).filter(pk=request.GET.get("plan", "")).first()
    way = SPECIAL if plan else _way(request)
    if party is None:
        return _choose(request, way, plan)
    case = unborn(request, _given(request) or fresh_id(), way)
    if request.method != "POST":
        return form_page(request, case, _proposed(request, case, party, plan))
    form = filled(request, case, way, step_of(way, FIRST))
    for row in form.form.values.get("parties", ())[:1]:
        if row.get("party_name") == party.name:
            row["party"] = party.code
    if plan is None or request.POST.get("go") != "sign" or form.errors:
        return answer(request, case, form)
    whole = after(plan, form.move())
    return signed(request, case, form, lambda move: told_of(plan, move), whole)


def _way(request: HttpRequest) -> str:
    asked = request.GET.get("way", PROCEDURE)
    return asked if asked in WAYS else PROCEDURE


def _choose(request: HttpRequest, way: str, plan: Plan | None) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = found_parties(words) if words else []
    if found:
        log_access(request, "查询", words, "确定检查对象", ("party_name",), len(found))
    more = {"q": words, "found": found, "way": way, "ways": WAYS, "plan": plan}
    return render(request, "inspections/choose.html", more)


def _proposed(request: HttpRequest, case: Case, party: Party, plan: Plan | None) -> Filled:
    """The plan's form with the party as registered, and the points of the special plan or the organ's last one."""
    step = step_of(case.procedure, FIRST)
    row = {name: value for name, value in party_row(party).items() if name != "party"}
    points = carried(plan) if plan else {"planned_points": usual_points(case.organ)}
    log_access(request, "查看", party.code, "确定检查对象", ("party_name", "party_address"), 1)
    return proposed(opened(request, case, case.procedure, step), {"parties": [row], **points})


def _given(request: HttpRequest) -> str:
    """The id the form was opened with, so that sending it twice makes one matter."""
    try:
        return str(UUID(request.POST.get("matter", "")))
    except ValueError:
        return ""
