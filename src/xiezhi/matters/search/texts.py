"""What can be found of a case: each text with the word that stands before it on the result page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiezhi.documents.models import Document
from xiezhi.journal.reads import histories_of
from xiezhi.journal.sealing import ERASED, HIDDEN
from xiezhi.journal.wiring import wired
from xiezhi.law.events import Event
from xiezhi.matters.acts.threads import DRAFTING
from xiezhi.matters.models import Case
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Item, Party

#: Personal, but shown on every list of cases.
SHOWN = ("party_name",)
#: Digests are no text; numbers of documents of identity and telephones are not looked for by part.
NEVER = ("_key", "_digest", "id_number", "_phone")
WRITTEN = ("text", "paragraph")

Labelled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """`open`: what everyone who sees the case may read; `sealed`: narratives for those who handle it."""

    case: Case
    open: tuple[Labelled, ...]
    sealed: tuple[Labelled, ...]


def texts_of(cases: Sequence[Case]) -> Iterator[Texts]:
    """The texts of cases, in a handful of queries; a case of which something was erased is left out."""
    matters = [case.matter for case in cases]
    pasts, known = histories_of(matters, reveal=True), _Known(cases, matters)
    for case in cases:
        found = dict.fromkeys(_of_events(pasts.get(case.matter, ())))
        if not any(text == ERASED for _, _, text in found):
            sealed = [(label, text) for open_, label, text in found if not open_]
            stated = [(label, text) for open_, label, text in found if open_]
            yield Texts(case, _once([*known.of(case), *stated]), tuple(sealed))


class _Known:
    """What other tables say of the cases: items, parties, numbers of documents."""

    def __init__(self, cases: Sequence[Case], matters: Sequence[str]) -> None:
        codes = {code for case in cases for code in case.parties}
        self._items = dict(
            Item.objects.filter(code__in={case.item for case in cases}).values_list("code", "title")
        )
        self._parties = dict(Party.objects.filter(code__in=codes).values_list("code", "name"))
        self._numbers: dict[str, list[str]] = {}
        numbered = Document.objects.filter(matter__in=matters).exclude(number="")
        for matter, number in numbered.values_list("matter", "number"):
            self._numbers.setdefault(matter, []).append(number)

    def of(self, case: Case) -> list[Labelled]:
        found = [("案号", case.number), ("案由", case.cause)]
        found += [("当事人", self._parties.get(code, "")) for code in case.parties]
        found.append(("执法事项", self._items.get(case.item, "")))
        found += [("文书号", number) for number in self._numbers.get(case.matter, ())]
        return [(label, text) for label, text in found if text]


def _once(labelled: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The same text under a second label adds nothing."""
    first: dict[str, str] = {}
    for label, text in labelled:
        first.setdefault(text, label)
    return tuple((label, text) for text, label in first.items())


def _of_events(events: Sequence[Event]) -> Iterator[tuple[bool, str, str]]:
    """(open, label, text) of every written field; those of complainants and informants never."""
    subjects, protected = wired().subjects, wired().protected
    barred = {name for name, subject in subjects.items() if subject in protected} | protected
    for event in events:
        if event.procedure != DRAFTING:
            yield from _written(event.fields, barred)


def _written(
    fields: Mapping[str, Any], barred: frozenset[str] | set[str]
) -> Iterator[tuple[bool, str, str]]:
    known = corpus().fields
    for name, value in fields.items():
        field = known.get(name)
        if field is None or name in barred or name.endswith(NEVER):
            continue
        if field.type == "list":
            for row in value or ():
                if isinstance(row, Mapping):
                    yield from _written(row, barred)
        elif field.type in WRITTEN and value and value != HIDDEN:
            yield not field.personal or name in SHOWN, field.title, str(value)
