"""The portal: anyone finds and reads what was decided. Works without JavaScript."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from xiezhi.publicity.models import Publication
from xiezhi.registry.access import PUBLIC, page
from xiezhi.registry.models import Organ

PER_PAGE = 20
SHOWN = (Publication.State.PUBLISHED, Publication.State.WITHDRAWN)


def found(words: str) -> QuerySet[Publication]:
    """Published decisions that hold every word."""
    rows = Publication.objects.filter(state=Publication.State.PUBLISHED)
    for word in words.split():
        rows = rows.filter(search__icontains=word)
    return rows


@page(PUBLIC)
def portal(request: HttpRequest) -> HttpResponse:
    """Search and list of published decisions."""
    words = request.GET.get("q", "").strip()[:100]
    pages = Paginator(found(words), PER_PAGE)
    rows = pages.get_page(request.GET.get("page"))
    return render(request, "publicity/portal.html", {"q": words, "rows": rows})


@page(PUBLIC)
def decision(request: HttpRequest, index_no: str) -> HttpResponse:
    """One decision; withdrawn ones keep their page with the reason, without the text."""
    publication = get_object_or_404(Publication, index_no=index_no, state__in=SHOWN)
    organ = Organ.objects.filter(code=publication.organ).first()
    withdrawn = publication.state == Publication.State.WITHDRAWN
    context = {"p": publication, "organ": organ, "withdrawn": withdrawn}
    return render(request, "publicity/decision.html", context)
