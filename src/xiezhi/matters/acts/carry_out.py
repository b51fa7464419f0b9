"""One act, from wish to effect: the law's answer, the document with its number, the entry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xiezhi.documents.models import Document
from xiezhi.journal import attempts
from xiezhi.journal.acts import Act, ActRefused, KeyReused, NotTaken, NotWellFormed, Recorded
from xiezhi.journal.canonical import plain
from xiezhi.journal.door import preview, record_together
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.journal.wiring import wired
from xiezhi.law.verdicts import Finding
from xiezhi.matters.acts import papers
from xiezhi.matters.acts.case_number import FIELD, numbered
from xiezhi.matters.acts.move import Move


@dataclass(frozen=True, slots=True)
class Done:
    """The entry that gives the act its effect, and the document made with it."""

    entry: Entry
    document: Document | None = None
    findings: tuple[Finding, ...] = ()


def check(act: Act) -> None:
    """Raises NotWellFormed when the act is incomplete, ActRefused when the law would refuse it now (the try
    is kept). Attested facts pass the law.
    """
    faults = wired().well_formed(act)
    if faults:
        raise NotWellFormed(faults)
    if act.mode == "attest":
        return
    findings = tuple(wired().refusing(preview(act)))
    if findings:
        refused = ActRefused(act, findings)
        attempts.keep(refused, wired())
        raise refused


def carry_out(move: Move, before: tuple[Act, ...] = ()) -> Done:
    """Give the act its effect, together with the acts `before` it, or nothing at all.

    Raises ActRefused, NotWellFormed, StaleExpect, KeyReused; a number taken meanwhile is voided with
    the reason. The same move again returns the first answer.
    """
    earlier = Entry.objects.filter(key=move.key).first()
    if earlier is not None:
        return _again(earlier, move)
    try:
        return _effect(move, before)
    except NotTaken:
        meanwhile = Entry.objects.filter(key=move.key).first()
        if meanwhile is None:
            raise
        return _again(meanwhile, move)


def _effect(move: Move, before: tuple[Act, ...]) -> Done:
    check(papers.with_number(move.act(), papers.PROVISIONAL))
    with numbered(move) as counted:
        if papers.kind_of(counted) is None:
            return _last(record_together([*before, counted.act()]))
        return _with_document(counted, before)


def _with_document(move: Move, before: tuple[Act, ...]) -> Done:
    issued = papers.issued_for(move)
    try:
        recorded = record_together([*before, papers.with_document(move.act(), issued)])
    except NotTaken as refused:
        papers.void(issued, str(refused))
        raise
    return replace(_last(recorded), document=issued)


def _last(recorded: list[Recorded]) -> Done:
    return Done(recorded[-1].entry, None, recorded[-1].findings)


def _again(entry: Entry, move: Move) -> Done:
    """The answer already given to this key. Raises KeyReused when the content differs."""
    event = next(e for e in history(entry.matter, reveal=True, protected=True) if e.id == entry.id)
    same = (entry.matter, entry.step) == (move.matter, move.step) and all(
        name in (*papers.NUMBERS, FIELD) or plain(event.fields.get(name)) == plain(value)
        for name, value in move.fields.items()
    )
    if not same:
        raise KeyReused(move.act())
    return Done(entry, papers.of_entry(entry))
