"""Words of law, open to everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.registry.access import PUBLIC, page
from xiezhi.registry.corpus import corpus


@page(PUBLIC)
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word of the platform with its meaning; `?q=` narrows."""
    seek = request.GET.get("q", "").strip()
    terms = [
        term for term in corpus().glossary.values() if seek in term.title or seek in term.gloss
    ]
    return render(request, "registry/glossary.html", {"terms": terms, "q": seek})
