"""Articles and words of law, open to everyone."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiezhi.law.norms.model import Norm
from xiezhi.registry import statutes
from xiezhi.registry.access import PUBLIC, hidden, page
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen.words import article_words


@page(PUBLIC)
def law(request: HttpRequest, law: str, article: str) -> HttpResponse:
    """The text in force on `?on=`, when the node has it, and what the platform checks from this article."""
    on = _day(request.GET.get("on", ""))
    text = statutes.article(law, article, on)
    norms = _norms_from(law, article)
    if text is None and not norms:
        hidden()
    shown = {
        "law": law,
        "article": article_words(article),
        "on": on,
        "version": text[0] if text else "",
        "paragraphs": text[1] if text else [],
        "norms": norms,
    }
    return render(request, "registry/law.html", shown)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def _norms_from(law: str, article: str) -> list[Norm]:
    norms = corpus().norms.values()
    return [n for n in norms if any(c.law == law and c.article == article for c in n.cite)]


@page(PUBLIC)
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word of the platform with its meaning; `?q=` narrows."""
    seek = request.GET.get("q", "").strip()
    terms = [
        term for term in corpus().glossary.values() if seek in term.title or seek in term.gloss
    ]
    return render(request, "registry/glossary.html", {"terms": terms, "q": seek})
