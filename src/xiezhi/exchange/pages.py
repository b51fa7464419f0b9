"""Envelopes sent and received, and what came from other nodes, to read only."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from xiezhi.exchange.models import Envelope, ForeignEntry
from xiezhi.exchange.reads import (
    foreign_matters,
    last_entries,
    procedure_title,
    state_of,
    step_title,
)
from xiezhi.registry.access import hidden, page, roles
from xiezhi.registry.screen import Row, Table, paged
from xiezhi.registry.screen.words import moment_words

READERS = roles("supervisor", "system_admin", "audit_admin")
OVERSEERS = roles("supervisor")


@page(READERS)
def envelopes(request: HttpRequest) -> HttpResponse:
    """Every envelope with its state; an unanswered one stays visible."""
    page_, query = paged(request, Envelope.objects.all())
    table = Table(
        caption="信封",
        columns=["信封", "方向", "记载数", "位置", "时间", "状态"],
        rows=[_envelope(row) for row in page_.object_list],
        empty="还没有与其他节点交换过信封。用 xiezhi exchange pack 封装，用 xiezhi exchange take 收下。",
        page=page_,
        query=query,
    )
    return render(request, "exchange/envelopes.html", {"table": table})


def _envelope(row: Envelope) -> Row:
    span = f"{row.first}–{row.last}"
    way = row.get_way_display()
    return Row((str(row), way, row.entries, span, moment_words(localtime(row.at)), state_of(row)))


@page(OVERSEERS)
def inbox(request: HttpRequest) -> HttpResponse:
    """来自下级节点: matters of other nodes, latest first."""
    page_, query = paged(request, foreign_matters())
    table = Table(
        caption="来自下级节点的事项",
        columns=["事项", "节点", "最近步骤", "记载数", "记入时间"],
        rows=[
            Row(
                (f"{m.procedure} {m.matter[-8:]}", m.node, m.step, m.entries, moment_words(localtime(m.recorded_at))),
                reverse("exchange:foreign", args=(quote(m.node, safe=""), m.matter)),
            )
            for m in last_entries(list(page_.object_list))
        ],
        empty="还没有收到下级节点的记载。收下信封后，对方的事项会列在这里，只能查看。",
        page=page_,
        query=query,
    )  # fmt: skip
    return render(request, "exchange/inbox.html", {"table": table})


@page(OVERSEERS)
def foreign(request: HttpRequest, node: str, matter: str) -> HttpResponse:
    """The entries of one matter of another node, as they came."""
    rows = list(ForeignEntry.objects.filter(node=node, matter=matter).order_by("seq"))
    if not rows:
        hidden()
    lines = [
        (row, step_title(row.procedure, row.step), row.content["mode"] == "attest", _verdicts(row))
        for row in rows
    ]
    context = {"node": node, "title": procedure_title(rows[0].procedure), "lines": lines}
    return render(request, "exchange/foreign.html", context)


def _verdicts(row: ForeignEntry) -> list[str]:
    """Norms the sending node found breached when it recorded the entry."""
    return [v["norm"] for v in row.content["verdicts"] if v["verdict"] == "breached"]
