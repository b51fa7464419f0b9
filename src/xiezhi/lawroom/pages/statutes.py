"""法律室 by statute: all laws, one law with its articles, one article with the norms encoded from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xiezhi.law.norms.model import Norm
from xiezhi.lawroom.models import Article, Statute, StatuteVersion
from xiezhi.lawroom.pages.frame import drawn
from xiezhi.lawroom.reads.citations import (
    article_in,
    citing,
    number_of,
    unresolved,
    version_on,
    versions_of,
)
from xiezhi.lawroom.reads.norms import coverage_tag, laws_cited, verified_tag
from xiezhi.lawroom.reads.touching import touched
from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.registry.access import PUBLIC, hidden, page, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen import Column, Row, Table, Tag
from xiezhi.registry.screen.words import article_words, day_words

#: Letters of an article in a list.
BEGINNING = 60


@page(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """Every law that is loaded or that norms cite."""
    cited = laws_cited()
    texts = _texts()
    loaded = {statute.law: statute for statute in Statute.objects.all()}
    names = [*loaded, *(law for law in cited if law not in loaded)]
    rows = [_law_row(law, loaded.get(law), texts.get(law), cited.get(law, [])) for law in names]
    rows.sort(key=lambda row: -int(row.values[3]))
    table = Table(
        caption="法律、法规、规章和文件",
        columns=["名称", "文本", "施行", Column("规范", number=True)],
        rows=rows,
        empty="还没有载入法律文本，也没有编写规范。",
    )
    law = corpus()
    shown: dict[str, object] = {
        "table": table,
        "norms": len(law.norms),
        "parameters": len(law.parameters),
        "procedures": len(law.procedures),
        "broken": unresolved(),
    }
    return drawn(request, "index", "法律室", shown)


def _texts() -> dict[str, StatuteVersion]:
    """The text in force today, by law."""
    rows = StatuteVersion.objects.filter(in_force_from__lte=today()).order_by("in_force_from")
    return {row.statute_id: row for row in rows}


def _law_row(
    law: str, statute: Statute | None, text: StatuteVersion | None, norms: list[Norm]
) -> Row:
    told: object = Tag("未载入原文", "care")
    if statute is not None:
        told = (
            (f"{day_words(text.adopted_on)}文本" + ("（节录）" if text.partial else ""))
            if text
            else "尚未施行"
        )
    since = day_words(text.in_force_from) if text else ""
    return Row((law, told, since, len(norms)), reverse("lawroom:statute", args=(law,)))


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """`norms`: how many are encoded from it; `heading` only where it differs from the line before."""

    number: str
    words: str
    heading: str
    begins: str
    norms: int


@page(PUBLIC)
def statute(request: HttpRequest, law: str) -> HttpResponse:
    """One law: its articles in the text in force on `?on=`, or those that norms cite while no text is loaded."""
    on = day_asked(request)
    norms = laws_cited().get(law, [])
    versions = list(versions_of(law))
    if not versions and not norms:
        hidden()
    text = version_on(law, on)
    shown: dict[str, object] = {
        "law": law,
        "on": on,
        "text": text,
        "versions": versions,
        "lines": _lines(law, text, norms),
        "norms": len(norms),
        "broken": [each for each in unresolved() if each.law == law],
    }
    return drawn(request, "statute", f"《{law}》", shown)


def _lines(law: str, text: StatuteVersion | None, norms: list[Norm]) -> list[ArticleLine]:
    counts: dict[str, int] = {}
    for norm in norms:
        for number in {number_of(c.article) for c in norm.cite if c.law == law}:
            counts[number] = counts.get(number, 0) + 1
    if text is None:
        return [
            ArticleLine(n, article_words(n), "", "", counts[n]) for n in sorted(counts, key=_order)
        ]
    heading, lines = "", []
    for each in text.articles.all():
        fresh = each.heading if each.heading != heading else ""
        heading = each.heading
        lines.append(_line(each, fresh, counts.get(each.number, 0)))
    return lines


def _line(article: Article, heading: str, norms: int) -> ArticleLine:
    first = article.paragraphs[0]
    begins = first[:BEGINNING] + ("…" if len(first) > BEGINNING else "")
    return ArticleLine(article.number, article_words(article.number), heading, begins, norms)


def _order(number: str) -> tuple[int, ...] | tuple[float, str]:
    parts = number.split("-")
    return tuple(map(int, parts)) if all(p.isdecimal() for p in parts) else (float("inf"), number)


@page(PUBLIC)
def article(request: HttpRequest, law: str, article: str) -> HttpResponse:
    """The text in force on `?on=`, what is encoded from it, and the matters that touches now."""
    on, scope = day_asked(request), scope_of(request)
    text = version_on(law, on)
    found = article_in(text, article) if text else None
    norms = citing(law, article)
    if found is None and not norms:
        hidden()
    shown: dict[str, object] = {
        "law": law,
        "words": article_words(number_of(article)),
        "on": on,
        "text": text,
        "article": found,
        "around": _around(found),
        "norms": [(norm, coverage_tag(norm), verified_tag(norm, today())) for norm in norms],
        "touched": touched(scope, norms) if norms and CASE_ROLES.allows(scope) else None,
    }
    title = f"《{law}》{article_words(number_of(article))}"
    trail = ((f"《{law}》", reverse("lawroom:statute", args=(law,))),)
    return drawn(request, "article", title, shown, trail)


def _around(found: Article | None) -> list[tuple[str, Article]]:
    """The articles before and after it."""
    if found is None:
        return []
    beside = Article.objects.filter(version=found.version)
    before = beside.filter(place__lt=found.place).last()
    after = beside.filter(place__gt=found.place).first()
    return [(word, each) for word, each in (("上一条", before), ("下一条", after)) if each]


def day_asked(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()
