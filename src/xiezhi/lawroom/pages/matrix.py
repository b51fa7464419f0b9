"""The matrix norm × fact × step, whole or of one procedure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xiezhi.lawroom.pages.frame import drawn
from xiezhi.lawroom.reads.matrix import matrix, norms_of
from xiezhi.registry.access import PUBLIC, hidden, page
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen import paged


@page(PUBLIC)
def shown(request: HttpRequest) -> HttpResponse:
    """`?procedure=` a code; the norms of a page, each with all it reads."""
    asked, known = request.GET.get("procedure", ""), corpus().procedures
    if asked and asked not in known:
        hidden()
    page_, query = paged(request, norms_of(asked))
    content: dict[str, object] = {
        "lines": matrix(page_.object_list, asked),
        "page": page_,
        "query": query,
        "procedures": [(code, each.title) for code, each in known.items()],
        "procedure": asked,
    }
    return drawn(request, "matrix", "规范、事实和步骤", content)
