"""联合检查: inspections of one enterprise that could be one visit, proposed and agreed."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from xiezhi.inspections.joining import WINDOW, Match, agree, matches, propose
from xiezhi.inspections.models import Inspection
from xiezhi.inspections.pages.common import PLANNERS
from xiezhi.inspections.reads import last_of, party_names, visible
from xiezhi.journal.acts import Actor, NotTaken
from xiezhi.journal.reads import history
from xiezhi.matters.acts.actors import check_role, in_role
from xiezhi.matters.acts.papers import NotPrinted
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.models import Item, Organ
from xiezhi.registry.parameters.reads import value_here
from xiezhi.registry.reading import log_access
from xiezhi.registry.scope import Scope

AGREEING = ("plan_admin", "unit_head")


@page(roles(*PLANNERS), methods=("GET", "POST"))
def joint(request: HttpRequest) -> HttpResponse:
    """What could be merged, nearest first; POST `go` is propose or agree over `mine` and `other`."""
    fault = _acted(request) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("inspections:joint")
    scope = scope_of(request)
    found = matches(scope.organs, today())
    if found:
        log_access(request, "查询", "可以合并的检查", "合并检查", ("party_name",), len(found))
    context = {
        "lines": _lines(found, scope),
        "window": value_here(WINDOW, today()),
        "fault": fault,
        "key": uuid4().hex,
        "crumbs": [("检查", "/inspections/"), ("联合检查", "")],
    }
    return render(request, "inspections/joint.html", context, status=409 if fault else 200)


def _lines(found: list[Match], scope: Scope) -> list[dict[str, object]]:
    rows = [row for match in found for row in (match.mine, match.other)]
    names = party_names(rows)
    organs = dict(
        Organ.objects.filter(code__in={r.organ for r in rows}).values_list("code", "name")
    )
    items = dict(Item.objects.filter(code__in={r.item for r in rows}).values_list("code", "title"))
    return [
        {
            "party": names.get(match.mine.party, match.mine.party),
            "days": match.days,
            "mine": match.mine,
            "other": match.other,
            "sides": [
                (organs.get(row.organ, row.organ), items.get(row.item, row.item), row.planned_on)
                for row in (match.mine, match.other)
            ],
            "state": state_of(match.mine, match.other),
            "may": _may(match, scope),
        }
        for match in found
    ]


def state_of(mine: Inspection, other: Inspection) -> str:
    """agreed | proposed | apart: whether the two are one visit."""
    if not mine.joint or mine.joint != other.joint:
        return "apart"
    return "agreed" if mine.joint_agreed and other.joint_agreed else "proposed"


def _may(match: Match, scope: Scope) -> str:
    """propose | agree: what this person may do about the pair; nothing else."""
    state = state_of(match.mine, match.other)
    if state == "apart":
        return "propose"
    agreeing = bool(scope.roles & set(AGREEING)) and state == "proposed"
    return "agree" if agreeing and not _own(match, scope) else ""


def _own(match: Match, scope: Scope) -> bool:
    """Whether this person's organ proposed it to another, who has to answer."""
    if match.mine.organ == match.other.organ:
        return False
    event = last_of(history(match.mine.pk), "joint_proposed")
    return event is not None and event.fields["by"][0].get("organ") == match.mine.organ


def _acted(request: HttpRequest) -> str:
    """Propose or agree; a sentence when it was not taken."""
    scope, at, key = scope_of(request), timezone.localtime(), request.POST.get("key", "")[:40]
    match = (
        next((m for m in matches(scope.organs, today()) if _asked(request, m)), None) or hidden()
    )
    visible(scope).filter(pk=match.mine.pk).first() or hidden()
    go = request.POST.get("go", "")
    if go != _may(match, scope):
        return "这两项检查的状态已经变了，请重新查看。没有写入任何记载。"
    try:
        if go == "propose":
            propose(match.mine, match.other, _by(scope, PLANNERS), at, key)
        else:
            day = min(match.mine.planned_on, match.other.planned_on)
            agree(match.mine, match.other, _by(scope, AGREEING), at, key, day)
    except (NotTaken, *NotPrinted) as refused:
        return str(refused)
    return ""


def _asked(request: HttpRequest, match: Match) -> bool:
    return (match.mine.pk, match.other.pk) == (request.POST.get("mine"), request.POST.get("other"))


def _by(scope: Scope, wanted: tuple[str, ...]) -> Actor:
    """Raises NotTaken."""
    by = in_role(scope.person or hidden(), wanted, scope.roles) or hidden()
    check_role(by)
    return by
