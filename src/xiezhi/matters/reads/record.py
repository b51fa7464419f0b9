"""The unchangeable log of a matter as lines to read and verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from xiezhi.journal.digests import of_text
from xiezhi.journal.models import Entry
from xiezhi.matters.reads.presence import presence_tag, presences
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.models import Person
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.screen import Tag


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `named`: those only named as acting together, with their own answer. `holds`: its text has its hash, and it names the hash of the entry before it."""

    seq: int
    title: str
    who: str
    occurred_at: datetime
    recorded_at: datetime
    attested: bool
    source: str
    hash: str
    holds: bool
    matter: str
    named: tuple[tuple[str, Tag], ...] = ()


def record_lines(rows: Sequence[Entry], chain: bool = True) -> list[Line]:
    """Lines in the order given; the chain is checked when they are one matter's, from its first entry."""
    codes = {by["person"] for row in rows for by in row.content["by"]}
    names = dict(Person.objects.filter(code__in=codes).values_list("code", "name"))
    named = presences(row.id for row in rows)
    lines, before = [], None
    for row in rows:
        linked = not chain or row.content["prev"] == before
        line = _line(row, names, linked and of_text(row.text) == row.hash)
        said = ((names.get(p.person, ""), presence_tag(p)) for p in named.get(row.id, ()))
        lines.append(replace(line, named=tuple(said)))
        before = row.hash
    return lines


def _line(row: Entry, names: dict[str, str], holds: bool) -> Line:
    content = row.content
    who = "、".join(
        f"{names.get(by['person'], '当事人一方')}（{role_title(by['role'])}）"
        for by in content["by"]
    )
    return Line(
        seq=row.seq,
        title=step_title(row.procedure, row.step),
        who=who,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        attested=row.mode == "attest",
        source=content["source"] or "",
        hash=row.hash,
        holds=holds,
        matter=row.matter,
    )
