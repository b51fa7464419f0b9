"""案件: the list. Looking for words is `search`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xiezhi.matters.models import Case
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.matters.reads.cases import listed, party_names
from xiezhi.matters.reads.clocks import case_due, refresh_clocks
from xiezhi.matters.reads.words import phase_title, procedure_title, state_tag
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.period import period_of
from xiezhi.registry.reading import log_access
from xiezhi.registry.screen import Row, Table, sliced

FILTERS = (("open", "办理中"), ("closed", "已结案"), ("archived", "已归档"), ("", "全部"))

#: Nearest deadline first, what has none last; among equals the newest change.
ORDER = ("due_order", "-changed_at", "matter")
EMPTY = "还没有案件。登记线索或者办理当场处罚后，案件会出现在这里。"


@page(CASE_ROLES)
def cases(request: HttpRequest) -> HttpResponse:
    """Visible cases by deadline."""
    scope = scope_of(request)
    refresh_clocks(scope)
    state = request.GET.get("state", "")
    rows = listed(scope).filter(state=state) if state else listed(scope)
    period = period_of(request.GET)
    rows = rows.filter(period.holds("opened_at"), **_organ(request))
    slice_ = sliced(request, rows, ORDER, count=True)
    shown = slice_.rows
    if shown:
        log_access(request, "查询", "案件列表", "办理案件", ("party_name",), len(shown))
    table = Table(
        caption=f"{period.words}登记的案件" if period.words else "案件",
        columns=["案号或案由", "当事人", "案由或事由", "程序", "阶段", "状态", "最近期限"],
        rows=_rows(shown),
        empty=EMPTY,
        slice=slice_,
    )
    context = {"table": table, "filters": FILTERS, "state": state}
    return render(request, "matters/cases.html", context)


def _organ(request: HttpRequest) -> dict[str, str]:
    organ = request.GET.get("organ", "")
    return {"organ": organ} if organ else {}


def _rows(shown: list[Case]) -> list[Row]:
    names = party_names(shown)
    return [
        Row(
            (
                str(case),
                names[case.matter],
                case.cause,
                procedure_title(case.procedure),
                phase_title(case.procedure, case.phase),
                state_tag(case.state),
                case_due(case) or "",
            ),
            reverse("matters:case", args=(case.matter,)),
        )
        for case in shown
    ]
