"""How many pages the bound file of a matter has, so that nobody counts them."""

from __future__ import annotations

from django.utils import timezone

from xiezhi.documents.casefile.materials import materials
from xiezhi.documents.paper import page_count
from xiezhi.law.procedures.model import Step

FIELD = "page_count"


def file_pages(matter: str, step: Step) -> dict[str, int]:
    """The field a step states it in, as the file would be bound now; empty for a matter that is all on paper."""
    if FIELD not in step.fields:
        return {}
    pages = sum(page_count(each.pdf) for each in materials(matter, {}, timezone.localtime()))
    return {FIELD: pages} if pages else {}
