"""程序: every procedure as a map with its table, open to everyone (执法流程事前公示)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.registry.access import PUBLIC, hidden, page
from xiezhi.registry.corpus import corpus
from xiezhi.registry.drawing.svg import PUBLIC_WIDE
from xiezhi.registry.maps.content import procedure_map
from xiezhi.registry.maps.draw import drawn


@page(PUBLIC)
def procedures(request: HttpRequest) -> HttpResponse:
    """All procedures with their basis, steps and clocks counted."""
    law = corpus()
    maps = [procedure_map(law, code) for code in law.procedures]
    return render(request, "registry/procedures.html", {"maps": maps})


@page(PUBLIC)
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The map of one procedure."""
    law = corpus()
    if code not in law.procedures:
        hidden()
    shown = procedure_map(law, code)
    context = {"map": shown, "picture": drawn(shown, wide=PUBLIC_WIDE)}
    return render(request, "registry/procedure.html", context)
