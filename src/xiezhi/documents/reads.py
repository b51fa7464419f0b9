"""What screens and other rooms ask about documents."""

from __future__ import annotations

from django.db.models import QuerySet

from xiezhi.documents.codes import normal
from xiezhi.documents.models import Casefile, Document
from xiezhi.journal.files import open_file


def by_code(code: str) -> Document | None:
    """The document with this verification code, however it was typed; None when there is none."""
    return Document.objects.filter(code=normal(code)).first()


def of_matter(matter: str) -> QuerySet[Document]:
    """All documents of a matter, in the order of the case file (启动、取证、审核、决定、送达、执行)."""
    return Document.objects.filter(matter=matter).order_by("part", "issued_at", "pk")


def stored_bytes(document: Document) -> bytes:
    """The document as issued; what is printed is these bytes."""
    with open_file(document.matter, document.sha256) as stream:
        return stream.read()


def latest_casefile(matter: str) -> Casefile | None:
    """The last binding of the matter with its page anchors, if it was bound."""
    return Casefile.objects.filter(matter=matter).order_by("-made_at", "-pk").first()
