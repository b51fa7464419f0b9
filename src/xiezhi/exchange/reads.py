"""What the pages show: envelopes with their state, matters of other nodes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from xiezhi.exchange.models import Envelope, ForeignEntry
from xiezhi.registry.corpus import corpus
from xiezhi.registry.screen import Tag

RECEIPTED, WAITING, KEPT = Tag("对方已收下", "good"), Tag("等待回执", "now"), Tag("已收下", "good")


def state_of(envelope: Envelope) -> Tag:
    """已收下 for what came in; for what went out, whether the receipt is here."""
    if envelope.way == Envelope.Way.RECEIVED:
        return KEPT
    return RECEIPTED if envelope.receipt else WAITING


@dataclass(frozen=True, slots=True)
class ForeignMatter:
    """A matter of another node, by its last entry received."""

    node: str
    matter: str
    procedure: str
    step: str
    entries: int
    recorded_at: datetime


def foreign_matters() -> QuerySet[ForeignEntry, Any]:
    """Matters of other nodes, the latest recorded first: node, matter, last seq, entries."""
    rows = ForeignEntry.objects.values("node", "matter")
    return rows.annotate(last=Max("seq"), n=Count("id"), at=Max("recorded_at")).order_by("-at")


def last_entries(rows: list[dict[str, object]]) -> list[ForeignMatter]:
    """Each matter with its last entry."""
    found = {
        (entry.node, entry.matter, entry.seq): entry
        for entry in ForeignEntry.objects.filter(
            matter__in=[row["matter"] for row in rows], seq__in=[row["last"] for row in rows]
        )
    }
    shown = []
    for row in rows:
        last = found[str(row["node"]), str(row["matter"]), int(str(row["last"]))]
        shown.append(
            ForeignMatter(
                last.node, last.matter, procedure_title(last.procedure),
                step_title(last.procedure, last.step), int(str(row["n"])), last.recorded_at,
            )
        )  # fmt: skip
    return shown


def procedure_title(code: str) -> str:
    """In words, or the code where this node's corpus does not know it."""
    found = corpus().procedures.get(code)
    return found.title if found else code


def step_title(procedure: str, step: str) -> str:
    found = corpus().step(procedure, step)
    return found.title if found else step
