"""The data of an entry v1, its members in canonical order (docs/journal-format.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from xiezhi.journal.acts import NotWellFormed
from xiezhi.journal.canonical import moment, plain, text_of
from xiezhi.journal.digests import of_text
from xiezhi.journal.heads import Head
from xiezhi.journal.ids import uuid7
from xiezhi.journal.models import Entry
from xiezhi.journal.shaping import Shaped
from xiezhi.journal.wiring import Wiring
from xiezhi.law.verdicts import Finding

VERSION = 1
LARGEST_TEXT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its matter the next entry stands, and when the server takes it."""

    id: str
    seq: int
    prev: str | None
    thread: str
    parent: str | None
    recorded_at: datetime


def place_for(shaped: Shaped, head: Head, wiring: Wiring) -> Place:
    now, thread = wiring.now(), head.thread_for(shaped.act, wiring)
    parent = head.parent_for(shaped.act, thread)
    return Place(uuid7(now), head.seq + 1, head.hash, thread, parent, now)


def content_of(shaped: Shaped, place: Place, fields: dict[str, Any]) -> dict[str, Any]:
    """The entry with its open `fields`; sealed values, law and verdicts are still empty."""
    act = shaped.act
    return {
        "by": shaped.by,
        "fields": fields,
        "files": shaped.files,
        "id": place.id,
        "key": act.key,
        "law": {},
        "matter": act.matter,
        "mode": act.mode,
        "node": settings.XIEZHI_NODE,
        "occurred_at": shaped.occurred_at,
        "parent": place.parent,
        "prev": place.prev,
        "procedure": act.procedure,
        "reason": act.reason or None,
        "recorded_at": moment(place.recorded_at),
        "refs": shaped.refs,
        "sealed": [],
        "seq": place.seq,
        "source": act.source or None,
        "step": act.step,
        "thread": place.thread,
        "v": VERSION,
        "verdicts": [],
    }


def judged(content: dict[str, Any], findings: Sequence[Finding], wiring: Wiring) -> None:
    """Write under which law the act was judged, and every verdict."""
    content["law"] = plain(
        {"corpus": wiring.law_version(), "parameters": wiring.parameters_head()}, "law"
    )
    content["verdicts"] = [
        plain({"norm": f.norm, "verdict": f.verdict.value, "reason": f.reason}) for f in findings
    ]


def row_of(content: dict[str, Any], shaped: Shaped, place: Place) -> Entry:
    """The row: the canonical text, its hash and the columns drawn from it. Raises NotWellFormed."""
    text = text_of(content)
    if len(text) > LARGEST_TEXT:
        raise NotWellFormed(["内容超过 100 万字，没有写入；请把长材料作为附件上传。"])
    return Entry(
        id=place.id,
        matter=content["matter"],
        seq=place.seq,
        thread=place.thread,
        procedure=content["procedure"],
        parent=place.parent or "",
        step=content["step"],
        mode=content["mode"],
        occurred_at=shaped.act.at,
        recorded_at=place.recorded_at,
        key=content["key"],
        hash=of_text(text),
        text=text,
    )
