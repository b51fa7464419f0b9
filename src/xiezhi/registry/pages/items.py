"""事项目录: what the organ may do, on which basis, since when."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.registry import reads
from xiezhi.registry.access import hidden, page, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.models import Item
from xiezhi.registry.pages.people import READERS
from xiezhi.registry.screen import Column, Row, Table, paged
from xiezhi.registry.screen.words import day_words, fine_words


@page(READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The items in force today, found by name or everyday words."""
    found = reads.items_of(scope_of(request).register_organs, today())
    seek = request.GET.get("q", "").strip()
    if seek:
        found = found.filter(Q(title__contains=seek) | Q(everyday__contains=seek))
    pages, query = paged(request, found)
    columns = ("事项", "编码", "单位", Column("罚款幅度", number=True), "施行日期")
    table = Table(
        "执法事项目录",
        columns,
        [_row(item) for item in pages],
        empty="没有符合条件的事项。可以换一个通俗说法再查。",
        page=pages,
        query=query,
    )
    shown = {"table": table, "q": seek, "crumbs": [("名录", ""), ("事项目录", "")]}
    return render(request, "registry/items.html", shown)


def _row(item: Item) -> Row:
    fine = fine_words(item.fine_min_cents, item.fine_max_cents)
    day = day_words(item.published_on)
    return Row((item.title, item.code, item.organ.short_name, fine, day), item_href(item))


def item_href(item: Item) -> str:
    return f"/registry/items/{item.code}"


@page(READERS)
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item with its basis, each article a link, and its versions."""
    organs = scope_of(request).register_organs
    versions = list(Item.objects.filter(code=code, organ__in=organs).order_by("-published_on"))
    if not versions:
        hidden()
    shown = {
        "item": versions[0],
        "versions": versions,
        "fine": fine_words(versions[0].fine_min_cents, versions[0].fine_max_cents),
        "crumbs": [("事项目录", "/registry/items"), (versions[0].title, "")],
    }
    return render(request, "registry/item.html", shown)
