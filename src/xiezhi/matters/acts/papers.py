"""The document of a step: its preview, its number, its place in the entry."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.utils import timezone

from xiezhi.documents import issue as issuing
from xiezhi.documents.elements import Missing, missing_elements
from xiezhi.documents.issue import Incomplete
from xiezhi.documents.models import Document
from xiezhi.documents.prepare import NotPrintable
from xiezhi.documents.render import NotDrawable, current_library, render
from xiezhi.journal.acts import Act, FileRef
from xiezhi.journal.files import FileRefused
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.acts.move import Move
from xiezhi.matters.acts.number_parts import number_parts
from xiezhi.matters.acts.opinions import opinions
from xiezhi.matters.context import document_context
from xiezhi.matters.reads.about import about_values
from xiezhi.registry.corpus import corpus

#: The document cannot be made from what was typed; the message says what is wanting.
NotPrinted = (Incomplete, NotPrintable, NotDrawable, FileRefused)
#: Stands for the number while the law is asked whether the act may be done at all.
PROVISIONAL = issuing.PROVISIONAL
#: Fields that hold the number of the document their own step makes.
NUMBERS = (
    "decision_no",
    "notice_no",
    "preservation_no",
    "measure_no",
    "publication_no",
    "clue_no",
    "letter_no",
    "urging_no",
    "enforcement_no",
    "proxy_no",
    "application_no",
    "exprop_no",
    "house_compensation_no",
    "levy_order_no",
    "levy_enforcement_no",
)


def kind_of(move: Move) -> str | None:
    """The kind of document this move makes; None when it makes none, or its kind is not described yet.

    What is attested was documented where it happened.
    """
    kind = move.shape.document
    described = kind in current_library().kinds
    return kind if described and move.mode == "decide" else None


def missing(move: Move) -> list[Missing]:
    """Mandatory elements the document of this move still lacks."""
    kind = kind_of(move)
    return missing_elements(current_library(), kind, _context(move, PROVISIONAL)) if kind else []


def preview(move: Move) -> bytes:
    """The document as it would print, marked as preview. Raises NotPrinted."""
    kind = kind_of(move)
    if kind is None:
        return b""
    lacking = missing(move)
    if lacking:
        raise Incomplete(current_library().kind(kind).title, lacking)
    return render(kind, _context(move, ""), at=move.at)


def preview_digest(move: Move) -> str:
    """Names the document an approver reads; empty when the step makes none. Raises NotPrinted."""
    return sha256(preview(move)).hexdigest() if kind_of(move) else ""


def _context(move: Move, number: str) -> dict[str, Any]:
    told = history(move.matter, reveal=True)
    events = sorted(told, key=lambda event: event.thread == move.thread)
    stated = about_values(move.shape, events) | {**move.fields}
    found = document_context(move.matter, move.step, stated, move.by, move.at)
    found |= {"approvals": opinions(move, events)}
    return found | ({"number": number} if number else {})


def issued_for(move: Move) -> Document:
    """Number, print and keep the document. Raises NotPrinted."""
    kind = kind_of(move) or ""
    bearer = move.author.in_name_of or move.author.organ
    return issuing.issue(
        kind, bearer, move.matter, move.thread or "", _context(move, ""), move.at, step=move.step
    )


def void(document: Document, reason: str) -> None:
    """The act did not take effect: the number is voided with the reason."""
    issuing.void(document, reason, timezone.localtime())


def with_number(act: Act, number: str) -> Act:
    """The act with its document's number in the field that holds it, where the step has one."""
    shape = act.fields
    names = [name for name in NUMBERS if name in _stated_by(act) and not shape.get(name)]
    if not names:
        return act
    known = number != PROVISIONAL and "number_series" in _stated_by(act)
    parts = number_parts(number) if known else {}
    return replace(act, fields={**shape, **dict.fromkeys(names, number), **parts})


def _stated_by(act: Act) -> tuple[str, ...]:
    step = corpus().step(act.procedure, act.step)
    return step.fields if step and step.document in current_library().kinds else ()


def with_document(act: Act, issued: Document) -> Act:
    """The act with the number, and the document among its files."""
    file = FileRef(issued.name, issued.sha256, issued.sm3, issued.size, "application/pdf")
    numbered = with_number(act, issued.number) if issued.number else act
    return replace(numbered, files=(*numbered.files, file))


def of_entry(entry: Entry) -> Document | None:
    """The document the entry gave effect to."""
    return Document.objects.filter(entry=entry.id).first()
