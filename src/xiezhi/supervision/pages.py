"""The supervisor's board: cards first, counts second, every card down to article, calculation and case."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.matters.models import Case
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.supervision.models import Card
from xiezhi.supervision.reads import board, fact_words, last_round
from xiezhi.supervision.states import shown_cards

PER_PAGE = 20
READERS = ("supervisor", "agency_head", "unit_head")
#: What an address keeps while other filters change.
KEPT = ("state", "since", "until")


def _seen(request: HttpRequest) -> tuple[QuerySet[Card], str]:
    return shown_cards(Card.objects.filter(organ__in=scope_of(request).organs), request.GET)


@page(roles(*READERS))
def cards(request: HttpRequest) -> HttpResponse:
    """Open cards, red first, then by due day; filters by colour, organ and norm."""
    chosen = {name: request.GET.get(name, "") for name in ("colour", "organ", "norm")}
    seen, caption = _seen(request)
    kept = {name: value for name in KEPT if (value := request.GET.get(name, ""))}
    rows = board(seen.filter(**{name: value for name, value in chosen.items() if value}))
    organs = dict(Organ.objects.values_list("code", "name"))
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": shown,
        "cases": {c.pk: str(c) for c in Case.objects.filter(pk__in=[r.matter for r in shown])},
        "chosen": chosen,
        "caption": caption,
        "kept": kept,
        "colours": Card.Colour.choices,
        "counts": _counts(seen, organs),
        "organs": organs,
        "norms": corpus().norms,
        "round": last_round(),
        "query": urlencode({k: v for k, v in (chosen | kept).items() if v}),
        "kept_query": urlencode(kept),
    }
    return render(request, "supervision/cards.html", context)


def _counts(seen: QuerySet[Card], organs: dict[str, str]) -> list[dict[str, object]]:
    """Open cards by organ and norm, most first; each row opens its list."""
    rows = seen.values("organ", "norm", "colour").annotate(n=Count("id")).order_by("-n")
    norms = corpus().norms
    return [
        row
        | {"organ_name": organs.get(row["organ"], "未知单位"), "title": norms[row["norm"]].title}
        for row in rows
        if row["norm"] in norms
    ]


@page(roles(*READERS))
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card: what happened, the rule with its article, the calculation that proves it, how to cure."""
    found = Card.objects.filter(pk=pk, organ__in=scope_of(request).organs).first() or hidden()
    context = {
        "card": found,
        "norm": corpus().norms.get(found.norm),
        "facts": [fact_words(*each) for each in found.facts.items()],
        "organ": Organ.objects.filter(code=found.organ).first(),
    }
    return render(request, "supervision/card.html", context)
