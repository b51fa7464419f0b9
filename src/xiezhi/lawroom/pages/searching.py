"""查找: laws, norms, articles, parameters by a word."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xiezhi.lawroom.models import Article, Statute
from xiezhi.lawroom.pages.frame import drawn
from xiezhi.registry.access import PUBLIC, page
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen import Row, Table
from xiezhi.registry.screen.words import article_words

MOST = 30
LONGEST = 60
AROUND = 24


@page(PUBLIC)
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`; every word of it must be found."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    words = text.split()
    tables = [_laws(words), _norms(words), _parameters(words), _articles(words)] if words else []
    shown: dict[str, object] = {
        "q": text,
        "tables": [table for table in tables if table.rows],
        "nothing": bool(words) and not any(table.rows for table in tables),
    }
    return drawn(request, "search", "查找法律和规范", shown)


def _laws(words: list[str]) -> Table:
    wanted = Q()
    for word in words:
        wanted &= Q(law__contains=word) | Q(title__contains=word)
    rows = [
        Row((s.law, s.title), reverse("lawroom:statute", args=(s.law,)))
        for s in Statute.objects.filter(wanted)[:MOST]
    ]
    return Table("法律", ["名称", "全称"], rows)


def _norms(words: list[str]) -> Table:
    found = [
        norm
        for norm in corpus().norms.values()
        if all(word in f"{norm.id} {norm.title} {norm.statement}" for word in words)
    ]
    rows = [
        Row((n.title, n.id, n.statement), reverse("lawroom:norm", args=(n.id,)))
        for n in found[:MOST]
    ]
    return Table("规范", ["规范", "编号", "内容"], rows, count=len(found))


def _parameters(words: list[str]) -> Table:
    found = [
        each
        for each in corpus().parameters.values()
        if all(word in f"{each.id} {each.title}" for word in words)
    ]
    rows = [
        Row((p.title, p.basis[0]), reverse("lawroom:parameter", args=(p.id,))) for p in found[:MOST]
    ]
    return Table("参数", ["参数", "依据"], rows, count=len(found))


def _articles(words: list[str]) -> Table:
    """In the texts that are in force or will be."""
    wanted = Q()
    for word in words:
        wanted &= Q(text__contains=word)
    rows = Article.objects.filter(wanted).select_related("version").order_by("version", "place")
    newest = [row for row in rows[: 4 * MOST] if row.version == _newest(row)]
    lines = [
        Row(
            (f"《{a.version.statute_id}》{article_words(a.number)}", _excerpt(a.text, words[0])),
            reverse("lawroom:article", args=(a.version.statute_id, a.number)),
        )
        for a in newest[:MOST]
    ]
    return Table("条文", ["条文", "内容"], lines)


def _newest(article: Article) -> object:
    known = article.version.statute.versions.filter(in_force_from__lte=today())
    return known.order_by("-in_force_from").first()


def _excerpt(text: str, word: str) -> str:
    at = max(0, text.find(word) - AROUND)
    end = at + 3 * AROUND
    flat = text.replace("\n", " ")
    return ("…" if at else "") + flat[at:end] + ("…" if end < len(flat) else "")
