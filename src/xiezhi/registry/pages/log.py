"""查阅记录 for the audit administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.registry.access import page, roles
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import AccessLog
from xiezhi.registry.reads import names_of_organs, names_of_people
from xiezhi.registry.screen import Column, Row, Table, paged
from xiezhi.registry.screen.words import moment_words

#: Fields of an entry that no form asks for.
BESIDES = {"by": "办理人"}
COLUMNS = ("时间", "人员", "单位", "动作", "对象", "事由", "字段", Column("条数", number=True))


@page(roles("audit_admin"))
def access_log(request: HttpRequest) -> HttpResponse:
    """Who looked at what, newest first; by account or object."""
    found = AccessLog.objects.all()
    account, subject = (request.GET.get(n, "").strip() for n in ("account", "subject"))
    if account:
        found = found.filter(account=account)
    if subject:
        found = found.filter(subject=subject)
    pages, query = paged(request, found)
    table = Table(
        "查阅记录",
        COLUMNS,
        _rows(list(pages)),
        empty="没有符合条件的查阅记录。查看、查询、导出、打印个人信息时会在这里留下一行。",
        page=pages,
        query=query,
    )
    shown = {"table": table, "account": account, "subject": subject}
    return render(request, "registry/access_log.html", shown | {"crumbs": [("查阅记录", "")]})


def _rows(shown: list[AccessLog]) -> list[Row]:
    """Codes as names: who, of which organ, which fields."""
    people = names_of_people(row.person for row in shown)
    organs = names_of_organs(row.organ for row in shown)
    return [
        Row(
            (
                moment_words(timezone.localtime(row.at)),
                people.get(row.person, row.account),
                organs.get(row.organ, row.organ),
                row.what,
                row.subject,
                row.purpose,
                _titles(row.fields),
                row.count,
            )
        )
        for row in shown
    ]


def _titles(fields: str) -> str:
    known = corpus().fields
    titles = (
        known[name].title if name in known else BESIDES.get(name, name)
        for name in fields.split("、")
    )
    return "、".join(dict.fromkeys(titles))
