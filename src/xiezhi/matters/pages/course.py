"""流程图: the case on a line of days, and where it stands on the map of each of its procedures."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import entries, history
from xiezhi.matters.pages.common import CASE_ROLES, case_for, framed
from xiezhi.matters.reads.case_map import UNSEEN, case_maps
from xiezhi.matters.reads.record import Line, record_lines
from xiezhi.matters.reads.timeline import ClockLine, clock_lines, drawn_timeline
from xiezhi.registry.access import page
from xiezhi.registry.context import law_context
from xiezhi.registry.maps.draw import drawn


@page(CASE_ROLES)
def course(request: HttpRequest, matter: str) -> HttpResponse:
    """Both pictures, each with a table of the same content."""
    case = case_for(request, matter, "查看流程图", ("by",))
    now = timezone.localtime()
    lines = _lines(matter)
    clocks = clock_lines(history(matter), law_context(now))
    maps = [(each, drawn(each, f"map-{n}")) for n, each in enumerate(case_maps(case))]
    shown = {
        "lines": lines,
        "clocks": clocks,
        "timeline": _timeline(lines, clocks, now),
        "maps": maps,
    }
    return render(request, "matters/course.html", framed(request, case, "matters:course", **shown))


def _lines(matter: str) -> list[Line]:
    """What happened, in the order in which it happened; the way of drafts is left to the record."""
    rows: list[Entry] = [row for row in entries(matter) if row.procedure != UNSEEN]
    return sorted(record_lines(rows, chain=False), key=lambda line: (line.occurred_at, line.seq))


def _timeline(lines: list[Line], clocks: list[ClockLine], now: datetime) -> str:
    acts = [(n, line.occurred_at, line.title) for n, line in enumerate(lines, 1)]
    return drawn_timeline(acts, [clock.span for clock in clocks], now.date()) if acts else ""
