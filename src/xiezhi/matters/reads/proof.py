"""Facts found, each with the evidence that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from xiezhi.law.events import Event
from xiezhi.matters.models import EvidenceItem
from xiezhi.matters.reads.exhibits import mark
from xiezhi.matters.reads.words import value_words
from xiezhi.registry.corpus import corpus


@dataclass(slots=True)
class Proven:
    """A fact, and the evidence linked to it: words and the address of the file, where it has one. A fact without
    evidence says so on screen."""

    number: int
    text: str
    evidence: list[tuple[str, str]] = field(default_factory=list)


def proven(matter: str, events: Sequence[Event]) -> list[Proven]:
    """The facts as last stated, with the links as last stated."""
    files = _files(matter)
    facts: dict[int, Proven] = {}
    names: dict[str, str] = {}
    links: list[dict[str, Any]] = []
    for event in events:
        stated = event.fields.get("facts_found")
        if stated:
            facts = {
                row["fact_no"]: Proven(row["fact_no"], row.get("fact_text", "")) for row in stated
            }
        for row in event.fields.get("evidence") or ():
            names[row.get("evidence_id", "")] = row.get("evidence_name", "")
        links = event.fields.get("evidence_links") or links
    status = corpus().fields["evidence_status"]
    for link in links:
        if link.get("fact_no") in facts:
            word = value_words(status, link.get("evidence_status"))
            no = link.get("evidence_id", "")
            facts[link["fact_no"]].evidence.append(
                (f"{no} {names.get(no, '')}（{word}）", files.get(no, ""))
            )
    return list(facts.values())


def _files(matter: str) -> dict[str, str]:
    """Mark of a piece of evidence → the address of its file."""
    return {
        mark(item.number): reverse("matters:file", args=(matter, item.sha256))
        for item in EvidenceItem.objects.filter(matter=matter)
    }
