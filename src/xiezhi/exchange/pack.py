"""Packing: the node's log from one position to another, for one receiver, signed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from xiezhi.exchange.form import ENVELOPE, VERSION
from xiezhi.exchange.models import Envelope
from xiezhi.journal.canonical import canonical, moment
from xiezhi.journal.locks import lock_log
from xiezhi.journal.models import LogLine
from xiezhi.journal.signing import ALGORITHM, signer

#: Entries in one envelope; what is left goes into the next.
MOST = 50_000


class NothingNew(Exception):
    """No entry since the last envelope."""


class NotPacked(Exception):
    """The envelope asked for cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """Log positions `first`…`last`, both included."""

    first: int
    last: int


def pack(to: str, out: Path, since: int | None = None) -> Envelope:
    """Write the next envelope for node `to` into `out`.

    It begins after `since`, else after the last one. Entries carry commitments of personal data, never the
    sealed values. Raises NothingNew, NotPacked.
    """
    with transaction.atomic():
        lock_log()
        before = Envelope.objects.filter(way=Envelope.Way.SENT, node=to).order_by("-number").first()
        span = _span(before, since)
        envelope = _write(to, before.number + 1 if before else 1, span, out)
        envelope.save()
    return envelope


def pack_again(to: str, number: int, out: Path) -> Envelope:
    """Write an envelope once more, byte for byte. Raises NotPacked when there was none of that number."""
    found = Envelope.objects.filter(way=Envelope.Way.SENT, node=to, number=number).first()
    if found is None:
        raise NotPacked(f"没有给节点 {to} 封装过第 {number} 号信封。")
    with _beside(out) as draft:
        _put(draft, found.header, found.signature, Span(found.first, found.last))
        os.replace(draft.name, out)
    return found


def _span(before: Envelope | None, since: int | None) -> Span:
    reached = before.last if before else 0
    start = reached if since is None else since
    if start > reached:
        raise NotPacked(
            f"上一封到位置 {reached}，从 {start} 以后封装会漏掉记载。没有封装；"
            f"请用不大于 {reached} 的位置，或者不写 --since。"
        )
    head = LogLine.objects.order_by("-position").values_list("position", flat=True).first() or 0
    if head <= reached and since is None or head <= start:
        raise NothingNew(f"位置 {start} 以后没有新的记载，没有封装。")
    return Span(start + 1, min(head, start + MOST))


def _write(to: str, number: int, span: Span, out: Path) -> Envelope:
    digest, matters, count = hashlib.sha256(), set[str](), 0
    for line in _lines(span):
        digest.update(content_line(line.position, line.entry.text).encode())
        matters.add(line.entry.matter)
        count += 1
    by, now = signer(), timezone.localtime()
    header = canonical(
        {
            "v": VERSION, "format": ENVELOPE, "from": settings.XIEZHI_NODE, "to": to, "number": number,
            "first": span.first, "last": span.last, "entries": count, "matters": len(matters),
            "content": digest.hexdigest(), "alg": ALGORITHM, "key": by.key, "at": moment(now),
        }
    )  # fmt: skip
    signature = by.sign(header)
    with _beside(out) as draft:
        _put(draft, header, signature, span)
        os.replace(draft.name, out)
    return Envelope(
        way=Envelope.Way.SENT, node=to, number=number, first=span.first, last=span.last,
        entries=count, header=header, signature=signature, at=now,
    )  # fmt: skip


def _lines(span: Span) -> Iterator[LogLine]:
    rows = LogLine.objects.select_related("entry").filter(
        position__gte=span.first, position__lte=span.last
    )
    return rows.order_by("position").iterator(1000)


def content_line(position: int, text: str) -> str:
    """One entry as it stands in the file, with its line end."""
    return canonical({"position": position, "text": text}) + "\n"


def _beside(out: Path) -> Any:
    return NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=out.parent, delete=False)


def _put(draft: Any, header: str, signature: str, span: Span) -> None:
    """Everything on disk before the file gets its name."""
    draft.write(f"{header}\n{signature}\n")
    for line in _lines(span):
        draft.write(content_line(line.position, line.entry.text))
    draft.flush()
    os.fsync(draft.fileno())
