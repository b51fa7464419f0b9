"""The supervisor's board: cards first, counts second, every card down to article, calculation and case."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.matters.models import Case
from xiezhi.registry.access import hidden, page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Item, Organ
from xiezhi.registry.screen import sliced
from xiezhi.supervision.arrivals import allowed, late
from xiezhi.supervision.counts import counts
from xiezhi.supervision.desk.reads import awaited, concerns, paper_of
from xiezhi.supervision.filters import Chosen, chosen
from xiezhi.supervision.models import Card
from xiezhi.supervision.reads import ORDER, fact_words, reach
from xiezhi.supervision.states import STATES, shown_cards

READERS = ("supervisor", "agency_head", "unit_head")


def _seen(request: HttpRequest) -> tuple[QuerySet[Card], str]:
    return shown_cards(Card.objects.filter(organ__in=scope_of(request).organs), request.GET)


@page(roles(*READERS))
def cards(request: HttpRequest) -> HttpResponse:
    """Open cards, red first, then by last day; counts behind them; the filters stand in the address."""
    asked, watched = chosen(request.GET), scope_of(request).organs
    seen, caption = _seen(request)
    passing = asked.rows(seen)
    units = {o.code: o for o in Organ.objects.filter(code__in=watched)}
    organs = {code: organ.name for code, organ in units.items()}
    tables = counts(passing, asked, organs)
    shown = sliced(request, passing, ORDER)
    context = {
        "rows": shown.rows,
        "slice": shown,
        "cases": {c.pk: str(c) for c in Case.objects.filter(pk__in=[r.matter for r in shown.rows])},
        "caption": caption,
        "asked": asked,
        "total": tables[0].total,
        "tables": tables,
        "colours": Card.Colour.choices,
        "organs": organs,
        "regions": sorted({organ.region for organ in units.values()}),
        "procedures": _procedures(),
        "states": list(STATES.items()),
        "fixed": _fixed(asked),
        "norms": corpus().norms,
        "reach": reach(),
        "everything": asked.address(all="1"),
        "late": late(organs, watched),
        "allowed": allowed(),
        "concerns": awaited(scope_of(request)),
    }
    return render(request, "supervision/cards.html", context)


def _procedures() -> list[tuple[str, str]]:
    """Kinds of case, as the procedure it runs in."""
    return [(code, each.title) for code, each in sorted(corpus().procedures.items())]


def _fixed(asked: Chosen) -> list[tuple[str, str, str]]:
    """Filters that are set by a number and taken off by a link: name, words, address without it."""
    found = []
    if asked.of("norm"):
        norm = corpus().norms.get(asked.of("norm"))
        found.append(
            ("norm", f"问题：{norm.title if norm else asked.of('norm')}", asked.address(norm=""))
        )
    if asked.of("item"):
        item = Item.objects.filter(code=asked.of("item")).last()
        words = f"执法事项：{item.title if item else asked.of('item')}"
        found.append(("item", words, asked.address(item="")))
    return found


@page(roles(*READERS))
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card: what happened, the rule with its article, the calculation that proves it, how to cure."""
    mine = Card.objects.filter(pk=pk, organ__in=scope_of(request).organs)
    found = mine.first() or hidden()
    context = {
        "card": found,
        "case": Case.objects.filter(pk=found.matter).first(),
        "norm": corpus().norms.get(found.norm),
        "facts": [fact_words(*each) for each in found.facts.items()],
        "organ": Organ.objects.filter(code=found.organ).first(),
        "concerns": concerns(scope_of(request)).filter(case=found.matter),
        "may_open": "supervisor" in scope_of(request).roles,
        "paper": paper_of(found),
    }
    return render(request, "supervision/card.html", context)
