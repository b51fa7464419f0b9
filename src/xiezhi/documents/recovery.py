"""What a stop in the middle leaves in this room: numbers without a document, documents without an entry."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.documents import numbers
from xiezhi.documents.issue import void
from xiezhi.documents.models import Document, Number
from xiezhi.journal.files import place
from xiezhi.journal.models import StoredFile

NO_DOCUMENT = "制作文书时服务中断，文书没有制成，文号没有使用。"
NO_EFFECT = "文书制成后服务中断，行为没有生效，没有写入记载。"


def left_reserved(before: datetime) -> QuerySet[Number]:
    """Numbers taken for one document before that time and never settled; blocks taken out of the office stay."""
    rows = Number.objects.filter(state=Number.State.RESERVED, holder="", reserved_at__lt=before)
    return rows.select_related("series").order_by("series", "n")


def void_unused(before: datetime, but: Collection[str] = ()) -> int:
    """Void the numbers left over, except those of the series `but`; how many."""
    rows = list(left_reserved(before).exclude(series__kind__in=but))
    for row in rows:
        numbers.void(row, NO_DOCUMENT, timezone.localtime())
    return len(rows)


def unclaimed(before: datetime) -> list[Document]:
    """Documents made before that time (by the clock of the file store) that no entry names."""
    rows = Document.objects.filter(state=Document.State.VALID, entry="")
    return [row for row in rows if _made(row) < before.timestamp()]


def void_without_effect(rows: Collection[Document]) -> int:
    """The acts of these documents never took effect; how many."""
    for row in rows:
        void(row, NO_EFFECT, timezone.localtime())
    return len(rows)


def _made(document: Document) -> float:
    row = StoredFile.objects.get(matter=document.matter, sha256=document.sha256)
    return place(row.id).stat().st_mtime
