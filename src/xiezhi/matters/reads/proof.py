"""Facts found, each with the evidence that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xiezhi.law.events import Event
from xiezhi.matters.reads.words import value_words
from xiezhi.registry.corpus import corpus


@dataclass(slots=True)
class Proven:
    """A fact, and lines of the evidence linked to it; a fact without evidence says so on screen."""

    number: int
    text: str
    evidence: list[str] = field(default_factory=list)


def proven(events: Sequence[Event]) -> list[Proven]:
    """The facts as last stated, with the links as last stated."""
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
            mark = link.get("evidence_id", "")
            facts[link["fact_no"]].evidence.append(f"{mark} {names.get(mark, '')}（{word}）")
    return list(facts.values())
