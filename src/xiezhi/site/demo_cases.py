"""Writes the demo's invented cases through the journal's door, as acts that happened before (mode attest)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record_many
from xiezhi.law.reading import Problem, all_or_raise, read
from xiezhi.registry.demo import Cast
from xiezhi.registry.models import Item, Party

SOURCE = "示范数据:虚构案件补录"
WORD = re.compile(r"\$(day-\d+|[a-z_]+)")


@dataclass(frozen=True, slots=True)
class Invented:
    """One case to write: its place in the list, its variant, its party and item, the day it was filed."""

    number: int
    variant: Mapping[str, Any]
    party: Party
    item: Item
    filed: datetime

    @property
    def matter(self) -> str:
        return _matter(self.number)

    @property
    def fine(self) -> int:
        """The item's lower limit, or a small fine where it has none: no hearing, no collective decision."""
        return self.item.fine_min_cents or 10_000


def write_cases(cast: Cast, now: datetime) -> int:
    """Record every variant once; how many entries that are new."""
    return record_many(act for case in _invented(cast, now) for act in _acts(case, now))


def planted() -> dict[str, set[str]]:
    """The norms each invented case breaks or is about to, by matter: written down before any norm ran."""
    variants = enumerate(_book()["variants"], 1)
    return {_matter(number): set(variant.get("planted", ())) for number, variant in variants}


def _matter(number: int) -> str:
    return f"demo-{number:04d}"


def _invented(cast: Cast, now: datetime) -> Iterator[Invented]:
    parties, items = list(cast.parties.values()), list(cast.items.values())
    for number, variant in enumerate(_book()["variants"], 1):
        filed = datetime.combine(
            now.date() - timedelta(days=int(variant["filed"])), time(), now.tzinfo
        )
        party = parties[number % len(parties)]
        small = [i for i in items if party.kind == Party.Kind.ORGANISATION or not i.fine_min_cents]
        yield Invented(number, variant, party, small[number % len(small)], filed)


def _acts(case: Invented, now: datetime) -> Iterator[Act]:
    variant = case.variant
    for step in _book()["steps"]:
        at = _at(case, step)
        if step["step"] not in variant.get("without", ()) and at < now:
            yield _act(case, step, at)
        if step["step"] == variant.get("until"):
            return


def _at(case: Invented, step: Mapping[str, Any]) -> datetime:
    clock = time.fromisoformat(step["time"])
    return case.filed + timedelta(days=int(step["day"]), hours=clock.hour, minutes=clock.minute)


def _act(case: Invented, step: Mapping[str, Any], at: datetime) -> Act:
    people = list(step["by"].items())
    if step["step"] in case.variant.get("alone", ()):
        people = people[:1]
    return Act(
        matter=case.matter,
        step=step["step"],
        procedure=step.get("procedure", "penalty.ordinary"),
        fields=_fields(case, step, at),
        by=tuple(Actor(f"p-{login}", role, case.item.organ_id) for login, role in people),
        at=at,
        mode="attest",
        source=SOURCE,
        reason="虚构案件,用于演示",
        key=f"{case.matter}:{step['step']}",
    )


def _fields(case: Invented, step: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    words = _words(case, at)
    if case.variant.get("heavier") == step["step"]:
        words["fine"] = words["disposition"]["fine_cents"] = case.fine + 10_000
    fields = _filled(step["fields"], words, at)
    if case.variant.get("unverified"):
        for link in fields.get("evidence_links", ()):
            link["evidence_status"] = "pending"
    return dict(fields)


def _words(case: Invented, at: datetime) -> dict[str, Any]:
    year, n = at.year, case.number
    basis = case.item.basis[0]
    return {
        "number": f"{year}-{n:04d}",
        "party": case.party.code,
        "party_kind": case.party.kind,
        "party_name": case.party.name,
        "cause": case.item.title,
        "item": case.item.code,
        "place": f"示范路{n * 2}号",
        "fine": case.fine,
        "notice_no": f"区城管罚告〔{year}〕{n}号",
        "decision_no": f"区城管罚〔{year}〕{n}号",
        "publication_no": f"GS{year}{n:04d}",
        "receipt_no": f"PJ{year}{n:06d}",
        "archive_no": f"{year}-{n:04d}",
        "disposition": {
            "party_no": 1,
            "party": case.party.code,
            "party_kind": case.party.kind,
            "kind": "fine",
            "fine_cents": case.fine,
            "basis_law": basis["law"],
            "basis_version": basis["version"],
            "basis_article": basis["article"],
            "kind_in_basis": True,
            "legal_min_cents": case.item.fine_min_cents or 0,
            "legal_max_cents": case.item.fine_max_cents,
            "severity": "ordinary",
            "act_key": f"demo-act-{n}",
            "grounds": "情节一般。",
        },
    }


def _filled(value: Any, words: Mapping[str, Any], at: datetime) -> Any:
    """The template with its `$` words replaced; a value that is one word keeps the word's type."""
    if isinstance(value, Mapping):
        return {k: _filled(v, words, at) for k, v in value.items()}
    if isinstance(value, list):
        return [_filled(v, words, at) for v in value]
    if not isinstance(value, str):
        return value
    whole = WORD.fullmatch(value)
    if whole and whole[1] in words:
        return words[whole[1]]
    return WORD.sub(lambda m: _word(m[1], words, at), value)


def _word(name: str, words: Mapping[str, Any], at: datetime) -> str:
    if name.startswith("day"):
        back = int(name.partition("-")[2] or 0)
        return (at.date() - timedelta(days=back)).isoformat()
    return str(words[name])


@cache
def _book() -> Mapping[str, Any]:
    problems: list[Problem] = []
    table = read(Path(__file__).with_name("demo_case.yaml"), problems)
    all_or_raise(problems)
    assert table is not None
    return table
