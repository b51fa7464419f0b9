"""The papers of a matter of supervision, as issued."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xiezhi.documents.models import Document
from xiezhi.documents.reads import stored_bytes
from xiezhi.matters.pages.documents import pdf_response
from xiezhi.registry.access import hidden, page
from xiezhi.registry.reading import log_access
from xiezhi.supervision.desk.pages import READERS, seen


@page(READERS)
def pdf(request: HttpRequest, matter: str, pk: int) -> HttpResponse:
    """The stored bytes."""
    row = seen(request, matter)
    log_access(request, "打开监督文书", matter, purpose="执法监督", fields=("supervision_text",))
    found = Document.objects.filter(matter=row.pk, pk=pk).first() or hidden()
    return pdf_response(stored_bytes(found), found.name)
