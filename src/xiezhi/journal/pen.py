"""Writes the entries of one transaction: asks the law, chains, projects, and last takes log positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from xiezhi.journal.acts import (
    CORRECTION,
    CORRECTS,
    ERASES,
    Act,
    ActRefused,
    NotWellFormed,
    Recorded,
    StaleExpect,
)
from xiezhi.journal.digests import log_next, log_start
from xiezhi.journal.drafting import content_of, judged, place_for, row_of
from xiezhi.journal.heads import Head, heads
from xiezhi.journal.history import event_of, past_of
from xiezhi.journal.keys import KeyRing
from xiezhi.journal.locks import lock_log
from xiezhi.journal.models import Entry, LogLine, StoredFile
from xiezhi.journal.repeats import first_answer, keyed
from xiezhi.journal.rows import insert, of
from xiezhi.journal.sealing import Personal, Sealer, masked, split
from xiezhi.journal.shaping import Shaped
from xiezhi.journal.wiring import EVERY_STEP, Judge, Wiring
from xiezhi.law.events import Event
from xiezhi.law.verdicts import Finding


@dataclass(slots=True)
class Pen:
    """Holds what the transaction has written so far; `close` stores it."""

    wiring: Wiring
    heads: dict[str, Head]
    keyed: dict[str, Entry]
    erasing: bool = False
    entries: list[Entry] = field(default_factory=list)
    written: list[tuple[Entry, Event]] = field(default_factory=list)
    sealer: Sealer = field(init=False)
    judge: Judge = field(init=False)

    def __post_init__(self) -> None:
        self.sealer = Sealer(KeyRing(self.heads))
        self.judge = self.wiring.judging() if self.wiring.judging else self.wiring.judge

    @classmethod
    def over(cls, acts: Sequence[Shaped], wiring: Wiring, erasing: bool = False) -> Pen:
        """A pen for `acts`, with the matters' past and the keys already used, read in two queries."""
        matters = {shaped.act.matter for shaped in acts}
        keys = {shaped.act.key for shaped in acts if shaped.act.key}
        return cls(wiring, heads(matters), keyed(keys), erasing)

    def write(self, shaped: Shaped) -> Recorded:
        """Raises ActRefused, NotWellFormed, StaleExpect, KeyReused."""
        act = shaped.act
        if act.key in self.keyed:
            return first_answer(shaped, self.keyed[act.key], self.wiring)
        head = self.heads[act.matter]
        self._check(act, head)
        draft = _Draft.of(shaped, head, self.wiring)
        findings = self._lawful(draft, head)
        entry = self._keep(draft, findings, head)
        return Recorded(entry, tuple(findings))

    def consider(self, shaped: Shaped) -> list[Finding]:
        """What the law says of the act, nothing else."""
        head = self.heads[shaped.act.matter]
        draft = _Draft.of(shaped, head, self.wiring)
        return list(self.judge(head.history(), event_of(draft.content, draft.shown)))

    def _check(self, act: Act, head: Head) -> None:
        sentences = list(self.wiring.well_formed(act))
        sentences += _correction_faults(act, head) + _file_faults(act)
        if not self.erasing and any(ref.rel == ERASES for ref in act.refs):
            sentences.append("删除个人信息须通过专门的删除办理。")
        if sentences:
            raise NotWellFormed(sentences)
        if act.expect is not None and act.expect != head.seen:
            newer = Entry.objects.filter(matter=act.matter, seq__gt=act.expect).order_by("seq")
            raise StaleExpect(act, list(newer))

    def _lawful(self, draft: _Draft, head: Head) -> Sequence[Finding]:
        candidate = event_of(draft.content, draft.shown)
        findings = self.judge(head.history(), candidate)
        if draft.shaped.act.mode == "decide":
            refusing = self.wiring.refusing(findings)
            if refusing:
                raise ActRefused(draft.shaped.act, refusing)
        return findings

    def _keep(self, draft: _Draft, findings: Sequence[Finding], head: Head) -> Entry:
        content, place = draft.content, draft.place
        judged(content, findings, self.wiring)
        content["sealed"] = self.sealer.seal(head.matter, place.id, draft.personal)
        entry = row_of(content, draft.shaped, place)
        self.entries.append(entry)
        head.past.append(past_of(content, draft.shown, entry.hash))
        if entry.key:
            self.keyed[entry.key] = entry
        self._project(entry, draft, head)
        return entry

    def _project(self, entry: Entry, draft: _Draft, head: Head) -> None:
        projectors = self.wiring.projectors
        event = event_of(draft.content, draft.shaped.fields)
        self.written.append((entry, event))
        for project in (*projectors.get(EVERY_STEP, ()), *projectors.get(entry.step, ())):
            project(entry, event)
        for whole in self.wiring.wholes:
            whole(event, head.history)

    def close(self) -> None:
        """Store the entries and, as the last statement before the commit, their places in the log."""
        for gather in self.wiring.gatherers if self.written else ():
            gather(self.written)
        insert(Entry, [of(entry) for entry in self.entries])
        self.sealer.store()
        for entry in self.entries:
            entry._state.adding = False
        if self.entries:
            lock_log()
            insert(LogLine, _lines(self.entries))


@dataclass(slots=True)
class _Draft:
    """An act on its way to an entry: `content` is hashed, `shown` is what the law sees of the fields."""

    shaped: Shaped
    place: Any
    content: dict[str, Any]
    personal: list[Personal]
    shown: dict[str, Any]

    @classmethod
    def of(cls, shaped: Shaped, head: Head, wiring: Wiring) -> _Draft:
        fields, personal = split(shaped.fields, wiring)
        place = place_for(shaped, head, wiring)
        shown = masked(shaped.fields, wiring) if personal else fields
        return cls(shaped, place, content_of(shaped, place, fields), personal, shown)


def _correction_faults(act: Act, head: Head) -> list[str]:
    if act.step != CORRECTION:
        return []
    target = next(ref.entry for ref in act.refs if ref.rel == CORRECTS)
    found = next((p.event for p in head.past if p.event.id == target), None)
    if found is None:
        return ["被更正的记载不在本事项内。"]
    if found.step == CORRECTION:
        return ["更正记载本身不能再被更正，请对原记载再作一次更正。"]
    return []


def _file_faults(act: Act) -> list[str]:
    if not act.files:
        return []
    rows = StoredFile.objects.filter(matter=act.matter, sha256__in=[f.sha256 for f in act.files])
    kept = {(row.sha256, row.sm3, row.size, row.type) for row in rows}
    return [
        f"附件「{file.name}」没有存入本事项，请重新上传。"
        for file in act.files
        if (file.sha256, file.sm3, file.size, file.type) not in kept
    ]


def _lines(entries: Sequence[Entry]) -> list[tuple[int, str, str, str]]:
    last = LogLine.objects.order_by("-position").first()
    position = last.position if last else 0
    log = last.log_hash if last else log_start(settings.XIEZHI_NODE)
    lines = []
    for entry in entries:
        position += 1
        log = log_next(log, position, entry.hash)
        lines.append((position, entry.id, entry.hash, log))
    return lines
