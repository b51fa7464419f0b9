"""检查总览: visits of the year per enterprise against the ceiling, as a picture with its table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.inspections.visits import Enterprise, busiest, enterprises
from xiezhi.inspections.visits_picture import visits_picture
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.models import Organ, Party
from xiezhi.registry.reading import log_access
from xiezhi.registry.screen import Column, Row, Table, Tag, paged

#: Enterprises in one picture.
SIZE = 20
WORDS = {"good": "没有超过", "care": "连同计划将超过上限", "bad": "已超过上限"}


@page(CASE_ROLES)
def overview(request: HttpRequest) -> HttpResponse:
    """The enterprises visited most often first; `year` another year."""
    year = _year(request)
    page_, query = paged(request, busiest(scope_of(request).organs, year), SIZE)
    rows = enterprises(list(page_.object_list), year)
    names = dict(Party.objects.filter(code__in={r.party for r in rows}).values_list("code", "name"))
    if rows:
        log_access(request, "查询", f"{year}年检查总览", "统筹检查", ("party_name",), len(rows))
    table = Table(
        caption=f"{year}年各企业的检查次数",
        columns=[
            "企业",
            "检查机关",
            *(Column(word, number=True) for word in ("已检查", "计划", "上限")),
            "状态",
            "日期",
        ],
        rows=[_row(row, names, _organs(rows)) for row in rows],
        empty=f"{year}年没有检查，也没有检查计划。",
        page=page_,
        query=query,
    )
    more = {
        "table": table,
        "picture": visits_picture(rows, names, year, today()) if rows else "",
        "year": year,
        "crumbs": [("检查", "/inspections/"), ("检查总览", "")],
    }
    return render(request, "inspections/overview.html", more)


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and 2000 <= int(asked) <= 2200 else today().year


def _organs(rows: list[Enterprise]) -> dict[str, str]:
    codes = {row.organ for row in rows}
    return dict(Organ.objects.filter(code__in=codes).values_list("code", "short_name"))


def _row(row: Enterprise, names: dict[str, str], organs: dict[str, str]) -> Row:
    days = "、".join(
        f"{v.on.month}月{v.on.day}日{'' if v.done else '（计划）'}" for v in row.visits
    )
    return Row(
        (
            names.get(row.party, row.party),
            organs.get(row.organ, row.organ),
            row.begun,
            row.planned,
            row.ceiling,
            Tag(WORDS[row.tone], row.tone),
            days,
        )
    )
