"""随机抽取: what is to be drawn, the draw itself, and the picture of it that anyone can check."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from xiezhi.inspections import pools
from xiezhi.inspections.draw_picture import draw_picture
from xiezhi.inspections.drawing import differences
from xiezhi.inspections.draws import Wanted, draw, draw_people_again
from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.pages.common import DRAWING, inspection_for, plan_for
from xiezhi.inspections.reads import party_names
from xiezhi.journal.acts import Actor, NotTaken
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.acts.actors import check_role, in_role
from xiezhi.matters.acts.papers import NotPrinted
from xiezhi.matters.pages.common import CASE_ROLES, framed
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.models import Party
from xiezhi.registry.reading import log_access
from xiezhi.registry.reads import names_of_people
from xiezhi.registry.screen import Column, Row, Table

STEP = "random_object_drawn"


@page(roles(*DRAWING), methods=("GET", "POST"))
def draw_from(request: HttpRequest, matter: str) -> HttpResponse:
    """GET says from how many would be drawn; POST draws once: the key of the form makes a repeat the same draw."""
    plan, case = plan_for(request, matter, "随机抽取")
    if plan.published_on is None:
        return redirect("inspections:plan", matter=matter)
    given = request.POST if request.method == "POST" else request.GET
    asked = {
        "words": given.get("words", "").strip(),
        "count": given.get("count", ""),
        "on": given.get("on", ""),
    }
    fault = ""
    if request.method == "POST":
        try:
            made = draw(
                plan, _wanted(plan, asked), _by(request), timezone.localtime(), _key(request)
            )
            return redirect("inspections:drawn", matter=matter, entry=made.entry.id)
        except (NotTaken, pools.TooMany, ValueError, *NotPrinted) as refused:
            fault = str(refused)
    more = {
        "plan": plan,
        "asked": asked,
        "fault": fault,
        "key": uuid4().hex,
        **_offered(plan, asked),
    }
    context = framed(request, case, "inspections:draw", title="随机抽取", **more)
    return render(request, "inspections/draw.html", context, status=409 if fault else 200)


def _offered(plan: Plan, asked: dict[str, str]) -> dict[str, object]:
    """How many objects and people there are to draw from."""
    try:
        objects = len(pools.objects(plan.organ, asked["words"]))
    except pools.TooMany as many:
        return {"too_many": str(many), "people": len(pools.people(plan.organ, today()))}
    return {"objects": objects, "people": len(pools.people(plan.organ, today()))}


def _wanted(plan: Plan, asked: dict[str, str]) -> Wanted:
    """Raises ValueError with a sentence, TooMany."""
    try:
        count, on = int(asked["count"]), date.fromisoformat(asked["on"])
    except ValueError:
        raise ValueError("请填写抽取数量（整数）和计划检查日期。没有抽取。") from None
    if not plan.from_on <= on <= plan.to_on:
        raise ValueError("计划检查日期不在计划期间之内。没有抽取。")
    return Wanted(
        pools.objects(plan.organ, asked["words"]), pools.people(plan.organ, on), count, on
    )


def _by(request: HttpRequest) -> Actor:
    """Raises NotTaken."""
    scope = scope_of(request)
    by = in_role(scope.person or hidden(), DRAWING, scope.roles) or hidden()
    check_role(by)
    return by


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:40] or uuid4().hex


@page(CASE_ROLES)
def drawn(request: HttpRequest, matter: str, entry: str) -> HttpResponse:
    """One draw: the picture, who was drawn, and the draw done again from its own entry, now."""
    plan, case = plan_for(request, matter, "查看随机抽取")
    event = next(
        (e for e in history(matter, reveal=True) if e.id == entry and e.step == STEP), None
    )
    if event is None:
        hidden()
    rows = event.fields["drawn_parties"]
    log_access(request, "查看", matter, "办理检查", ("party_name",), len(rows))
    more = {
        "plan": plan,
        "event": event,
        "facts": _facts(event),
        "faults": differences(event.fields),
        "picture": draw_picture(event.fields),
        "table": _table(event, plan),
    }
    title = f"抽取 {event.fields['draw_no']}"
    return render(
        request,
        "inspections/drawn.html",
        framed(request, case, "inspections:drawn", title=title, **more),
    )


def _facts(event: Event) -> list[tuple[str, object]]:
    said = event.fields
    who = names_of_people([by["person"] for by in said["by"]])
    return [
        ("随机种子", said["draw_seed"]),
        ("名录版本", said["register_version"]),
        ("抽取时刻", f"{timezone.localtime(event.at):%Y-%m-%d %H:%M}"),
        ("操作者", "、".join(who.values())),
        ("名录中的对象", f"{said['pool_size']} 个"),
        ("人员名录", f"{len(said['officer_pool'])} 人"),
        ("抽取数量", f"{said['draw_count']} 个"),
    ]


def _table(event: Event, plan: Plan) -> Table:
    said = event.fields["drawn_parties"]
    names = dict(
        Party.objects.filter(pk__in=[r["drawn_party"] for r in said]).values_list("code", "name")
    )
    people = names_of_people([r[who] for r in said for who in ("drawn_lead", "drawn_assist")])
    weights = {row["drawn_party"]: row["draw_weight"] for row in event.fields["draw_pool"]}
    tasks = {task.party: task.pk for task in Inspection.objects.filter(plan=plan.pk)}
    return Table(
        caption="抽中的对象和选派的人员",
        columns=[
            "检查对象",
            Column("次序", number=True),
            Column("权重", number=True),
            "主办",
            "协办",
        ],
        rows=[
            Row(
                (
                    names.get(row["drawn_party"], row["drawn_party"]),
                    row["draw_rank"],
                    weights[row["drawn_party"]],
                    people.get(row["drawn_lead"], row["drawn_lead"]),
                    people.get(row["drawn_assist"], row["drawn_assist"]),
                ),
                _task(tasks.get(row["drawn_party"])),
            )
            for row in said
        ],
    )


def _task(matter: str | None) -> str:
    return reverse("inspections:task", args=(matter,)) if matter else ""


@page(roles(*DRAWING), methods=("GET", "POST"))
def redraw(request: HttpRequest, matter: str) -> HttpResponse:
    """Draw people again after a draw was voided; those who must not come are left out of the pool."""
    row, case = inspection_for(request, matter, "重新选派")
    if not row.people_voided:
        return redirect("inspections:task", matter=matter)
    events = history(matter)
    without = {e.fields.get("recusal_of") for e in events if e.step == "officer_draw_voided"}
    pool = pools.people(row.organ, row.planned_on, {code for code in without if code})
    fault = ""
    if request.method == "POST":
        try:
            draw_people_again(matter, pool, _by(request), timezone.localtime(), _key(request))
            return redirect("inspections:task", matter=matter)
        except NotTaken as refused:
            fault = str(refused)
    more = {
        "row": row, "fault": fault, "key": uuid4().hex, "people": len(pool), "names": party_names([row]),
        "left_out": names_of_people([code for code in without if code]).values(),
    }  # fmt: skip
    context = framed(request, case, "inspections:redraw", title="重新选派检查人员", **more)
    return render(request, "inspections/redraw.html", context, status=409 if fault else 200)
