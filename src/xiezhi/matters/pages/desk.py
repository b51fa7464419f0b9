"""工作台: what must be done, by legal deadline."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.matters.reads.cases import party_names
from xiezhi.matters.reads.clocks import case_due, refresh_clocks, toned
from xiezhi.matters.reads.task import Task
from xiezhi.matters.reads.tasks import tasks
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.reading import log_access

SHOWN = 200


@page(CASE_ROLES)
def desk(request: HttpRequest) -> HttpResponse:
    """Overdue, today, the next five days, later; without a deadline last."""
    scope = scope_of(request)
    refresh_clocks(scope)
    rows = tasks(scope)
    names = party_names([task.case for task in rows[:SHOWN]])
    if rows:
        log_access(request, "查看", "工作台", "办理案件", ("party_name",), len(rows[:SHOWN]))
    groups: dict[str, list[dict[str, object]]] = {}
    for task in rows[:SHOWN]:
        groups.setdefault(_group(task), []).append(_line(task, names))
    context = {
        "groups": groups,
        "counts": list(Counter(task.kind for task in rows).items()),
        "total": len(rows),
        "first": rows[0] if rows else None,
    }
    return render(request, "matters/desk.html", context)


def _group(task: Task) -> str:
    if task.due_on is None:
        return "没有期限"
    left = (task.due_on - timezone.localdate()).days
    if left < 0:
        return "已超期"
    return "今天" if left == 0 else "五天以内" if left <= 5 else "以后"


def _line(task: Task, names: dict[str, str]) -> dict[str, object]:
    return {
        "task": task,
        "party": names.get(task.case.matter, ""),
        "due": toned(task.until, "") if task.until else case_due(task.case),
    }
