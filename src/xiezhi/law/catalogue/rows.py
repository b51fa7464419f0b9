"""The catalogue: one row per norm that somebody must be able to rely on (`corpus/catalogue.csv`)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xiezhi.law.corpus.load import NATIONAL

_CONDITION = re.compile("（([^（）]*)）")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """`kind` is the word of the catalogue (`requires-before`, `deadline`, …); `text_seen` false: the wording of the
    instrument was not at hand."""

    id: str
    instrument: str
    article: str
    kind: str
    applies_to: str
    statement: str
    effect: str
    severity: str
    text_seen: bool

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions of `applies_to`, in words."""
        return tuple(_CONDITION.findall(self.applies_to))


def catalogue(path: Path = NATIONAL / "catalogue.csv") -> dict[str, CatalogueRow]:
    """Every row by id, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row.id: row for row in _rows(csv.DictReader(file))}


def _rows(lines: Iterator[dict[str, str]] | csv.DictReader[str]) -> Iterator[CatalogueRow]:
    for line in lines:
        yield CatalogueRow(
            id=line["id"],
            instrument=line["instrument"],
            article=line["article"],
            kind=line["kind"],
            applies_to=line["applies_to"],
            statement=line["statement"],
            effect=line["effect"],
            severity=line["severity"],
            text_seen=line["verified"] == "text-seen",
        )
