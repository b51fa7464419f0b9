"""文书样张: every kind of document as it prints, from an invented case; nothing here is a real document."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.documents.gallery import in_file_order, sample_pdf, thumbnail
from xiezhi.documents.kinds import Kind
from xiezhi.documents.render import current_library
from xiezhi.documents.samples import sample
from xiezhi.registry.access import SIGNED_IN, hidden, page
from xiezhi.registry.corpus import corpus


@page(SIGNED_IN)
def gallery(request: HttpRequest) -> HttpResponse:
    """All kinds in the order of the case file, each with its picture, its acts and what it must state."""
    makers = _makers()
    kinds = [_described(kind, makers.get(kind.id, ())) for kind in in_file_order()]
    crumbs = [("工作台", "/"), ("文书样张", "")]
    return render(request, "documents/gallery.html", {"kinds": kinds, "crumbs": crumbs})


@page(SIGNED_IN)
def picture(request: HttpRequest, kind: str) -> HttpResponse:
    """The first page of the sample as PNG."""
    return HttpResponse(thumbnail(_known(kind)), content_type="image/png")


@page(SIGNED_IN)
def pdf(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole sample as PDF."""
    response = HttpResponse(sample_pdf(_known(kind)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return response


def _known(kind: str) -> str:
    return kind if kind in current_library().kinds else hidden()


def _described(kind: Kind, makers: Iterable[str]) -> dict[str, object]:
    return {
        "id": kind.id,
        "title": kind.title_for(sample(kind.id)),
        "acts": "、".join(makers),
        "elements": [element.title for element in kind.elements],
    }


def _makers() -> dict[str, list[str]]:
    """For each kind the titles of the steps that make it, each once."""
    found: dict[str, dict[str, None]] = {}
    for procedure in corpus().procedures.values():
        for step in procedure.steps.values():
            if step.document:
                found.setdefault(step.document, {})[step.title] = None
    return {kind: list(titles) for kind, titles in found.items()}
