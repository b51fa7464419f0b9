"""概览: where the problems are, by organ, by norm, week by week; every number opens its list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.insight.overview import charts, lost
from xiezhi.insight.overview.cases import case_counts
from xiezhi.insight.overview.counts import card_counts, week_counts
from xiezhi.insight.overview.source import CardSource, cards
from xiezhi.matters.reads.cases import listed
from xiezhi.matters.reads.losses import losses
from xiezhi.registry.access import open_address, page, roles, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.registry.period import Period, period_of
from xiezhi.registry.roles import ADMINISTRATORS, OVERSEEING
from xiezhi.registry.scope import Scope

READERS = roles(*OVERSEEING, *ADMINISTRATORS, "agency_head", "agency_chief", "unit_head")
#: Names of organs without data that are written out.
NAMED = 12


@page(READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """`?since=…&until=…`: cards raised and cases registered in the period."""
    now, source = timezone.localtime(), cards()
    period = period_of(request.GET)
    scope, organs = _organs(scope_of(request))
    titles = {name: f"{name} {norm.title}" for name, norm in corpus().norms.items()}
    counted = card_counts(source, scope.organs, period, organs, titles)
    weekly = week_counts(source, scope.organs, period, now.date())
    cases = listed(scope).filter(period.holds("opened_at"))
    states = case_counts(cases, organs, source.judged())
    fallen = losses(scope.organs, period)
    lost_lines = lost.lines(fallen, titles)
    context = {
        "now": now,
        "period": period,
        "choices": _choices(now.date(), period),
        "judged_at": source.judged_at(),
        "unjudged": states.unjudged,
        "silent": states.silent[:NAMED],
        "cards": counted,
        "weeks": weekly[::-1],
        "states": states,
        "fallen": fallen,
        "lost": lost_lines,
        "by_loss": lost.picture("losses", lost_lines, fallen.total),
        "colours": source.colours,
        "lists": _lists(source, scope, period),
        "by_organ": charts.coloured("organs", "未销号的牌，按单位", counted.organs, source.colours),
        "by_norm": charts.coloured("norms", "未销号的牌，按规范", counted.norms, source.colours),
        "by_week": charts.weekly("weeks", "每周生成和销号的牌", weekly),
        "by_state": charts.by_state("states", "案件，按状态", states),
    }
    return render(request, "insight/overview.html", context)


def _organs(scope: Scope) -> tuple[Scope, dict[str, str]]:
    """Whose cases are counted, with their names: administrators count the whole node and open no case."""
    known = Organ.objects.all()
    if not scope.roles & ADMINISTRATORS:
        known = known.filter(code__in=scope.organs)
    names = dict(known.values_list("code", "name"))
    return replace(scope, organs=frozenset(names)), names


def _lists(source: CardSource, scope: Scope, period: Period) -> dict[str, Any]:
    """The addresses of the lists, as far as this person may open them, with the period they count."""
    return {
        "board": open_address(scope, source.route),
        "cases": open_address(scope, "matters:cases"),
        "query": urlencode(period.query),
    }


def _choices(today: date, period: Period) -> list[tuple[str, str, bool]]:
    """(words, query, chosen) of the usual periods."""
    usual = [("全部", Period())]
    usual += [(f"近{n}周", Period(today - timedelta(weeks=n), today)) for n in (4, 13, 26)]
    usual.append(("今年", Period(today.replace(month=1, day=1), today)))
    return [(words, urlencode(each.query), each == period) for words, each in usual]
