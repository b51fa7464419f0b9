"""按记载打印: the document that an attested act was made with elsewhere, printed from its entry when it is opened.

What is printed is no original and says so; it is made anew each time and never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xiezhi.documents.models import Document
from xiezhi.documents.render import current_library, render
from xiezhi.journal.acts import Actor
from xiezhi.law.events import Event
from xiezhi.matters.acts.papers import NUMBERS
from xiezhi.matters.context import document_context
from xiezhi.registry.corpus import corpus

NOTE = "按过程记录打印，不是原件"


@dataclass(frozen=True, slots=True)
class RecordedPaper:
    """`seq` names the entry; `number` as the entry states it."""

    seq: int
    title: str
    number: str
    at: datetime


def recorded_papers(matter: str, events: Iterable[Event]) -> list[RecordedPaper]:
    """The attested acts whose step has a described kind and that no document of ours gave effect to."""
    issued = set(Document.objects.filter(matter=matter).values_list("entry", flat=True))
    return [
        RecordedPaper(e.seq, current_library().kind(kind).title_for(e.fields), _number(e), e.at)
        for e in events
        if e.mode == "attest" and e.id not in issued and (kind := kind_of(e))
    ]


def kind_of(event: Event) -> str:
    """The kind of document of the event's step; empty when it has none."""
    step = corpus().step(event.procedure, event.step)
    kind = step.document if step else None
    return kind if kind and kind in current_library().kinds else ""


def printed(matter: str, event: Event) -> bytes:
    """The PDF of one entry, by what the matter knew then. Raises `NotPrinted`."""
    by = _actors(event)
    context = document_context(matter, event.step, event.fields, by, event.at, until=event.seq)
    context |= {"number": _number(event)}
    return render(kind_of(event), context, at=event.at, note=NOTE)


def _actors(event: Event) -> Sequence[Actor]:
    return [
        Actor(a["person"], a["role"], a.get("organ") or "", a.get("in_name_of") or "")
        for a in event.fields["by"]
    ]


def _number(event: Event) -> str:
    return next((str(event.fields[n]) for n in NUMBERS if event.fields.get(n)), "")
