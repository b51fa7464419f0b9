"""From context to an issued document: complete, numbered, coded, set, stored. And what may become of it later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiezhi.documents import numbers
from xiezhi.documents.codes import address, new_code, printed
from xiezhi.documents.elements import Missing, missing_elements
from xiezhi.documents.kinds import Kind
from xiezhi.documents.models import Document, Number
from xiezhi.documents.paper import page_count
from xiezhi.documents.render import current_faces, current_library, render
from xiezhi.journal.failpoints import reach
from xiezhi.journal.files import store
from xiezhi.registry.models import Organ

PROVISIONAL = "待编号"


class Incomplete(ValueError):
    """The document lacks mandatory elements; nothing was numbered or stored."""

    def __init__(self, title: str, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        named = "；".join(str(each) for each in self.missing)
        super().__init__(
            f"《{title}》还不能定稿，缺少应当载明的内容：{named}。已填内容未变，请补齐后再定稿。"
        )


def issue(
    kind: str,
    organ: str,
    matter: str,
    thread: str,
    context: Mapping[str, Any],
    at: datetime,
    *,
    step: str = "",
    number: Number | None = None,
) -> Document:
    """Make and keep the document of `kind` of organ `organ` (its code), as of `at`.

    `number`: one reserved beforehand, else the next of the series is taken. Raises `Incomplete` and `FontMissing`
    before a number is taken, and whatever `render` and `store` raise; then the number taken is voided with the reason.
    """
    described = current_library().kind(kind)
    at = timezone.localtime(at)
    stated = _stated(organ, context, at)
    _check(described, stated)
    current_faces()
    with _numbered(described, organ, stated, number, at) as given:
        code = new_code()
        stated |= {"code": printed(code), "verify_url": address(code)}
        if given:
            stated["number"] = given.text
        pdf = render(kind, stated, at=at)
        name = f"{described.title_for(stated)}{given.text if given else ''}.pdf"
        ref = store(BytesIO(pdf), name, matter, "application/pdf")
        reach("number.stored")
        with transaction.atomic():
            if given:
                numbers.use(given, at)
                reach("number.used")
            return Document.objects.create(
                kind=kind,
                title=described.title_for(stated),
                organ=organ,
                organ_name=stated["organ_name"],
                matter=matter,
                thread=thread or "",
                step=step,
                number=stated.get("number", ""),
                numbered=given,
                code=code,
                name=name,
                sha256=ref.sha256,
                sm3=ref.sm3,
                size=ref.size,
                pages=page_count(pdf),
                part=described.part,
                issued_at=at,
            )


def void(document: Document, reason: str, at: datetime) -> None:
    """The act did not take effect (入流水失败): the document never counted and its number is voided."""
    with transaction.atomic():
        _change(document, Document.State.VOIDED, reason, at)
        if document.numbered:
            numbers.void(document.numbered, reason, at)


def withdraw(document: Document, reason: str, at: datetime) -> None:
    """The act was revoked or found unlawful later: verification says 已撤销; the number stays used."""
    _change(document, Document.State.WITHDRAWN, reason, at)


def replace(document: Document, context: Mapping[str, Any], reason: str, at: datetime) -> Document:
    """A corrected document of the same kind with a new number; the old one stays readable and says 已更正."""
    with transaction.atomic():
        new = issue(
            document.kind,
            document.organ,
            document.matter,
            document.thread,
            context,
            at,
            step=document.step,
        )
        document.replaced_by = new
        document.save(update_fields=["replaced_by"])
        _change(document, Document.State.REPLACED, reason, at)
    return new


def _stated(organ: str, context: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    stated = {"made_on": at.date().isoformat()} | dict(context)
    if not (stated.get("organ_name") and stated.get("short_name")):
        row = Organ.objects.get(code=organ)
        stated = {"organ_name": row.name, "short_name": row.short_name} | stated
    return stated


def _check(kind: Kind, stated: Mapping[str, Any]) -> None:
    expected = {"number": PROVISIONAL} if kind.number else {}
    if missing := missing_elements(current_library(), kind.id, {**stated, **expected}):
        raise Incomplete(kind.title_for(stated), missing)


@contextmanager
def _numbered(
    kind: Kind, organ: str, stated: Mapping[str, Any], number: Number | None, at: datetime
) -> Iterator[Number | None]:
    if not kind.number:
        yield None
        return
    given = number or _next(kind, organ, stated, at)
    reach("number.reserved")
    try:
        yield given
    except Exception as error:
        numbers.void(given, f"文书没有制成：{error}", at)
        raise


def _next(kind: Kind, organ: str, stated: Mapping[str, Any], at: datetime) -> Number:
    taken = numbers.reserve(
        organ, kind.id, kind.number_pattern, at, short_name=stated["short_name"]
    )
    return taken[0]


def _change(document: Document, state: Document.State, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise ValueError("文书状态变更须说明理由。")
    rows = Document.objects.filter(pk=document.pk, state=Document.State.VALID)
    if not rows.update(state=state, reason=reason.strip()[:300], changed_at=at):
        document.refresh_from_db()
        raise ValueError(f"{document}现在{document.verdict}，不能再改为“{state.label}”。")
    document.refresh_from_db()
