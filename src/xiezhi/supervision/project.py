"""Entries of matters of supervision become rows of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.law.events import Event
from xiezhi.supervision.models import Concern

#: The three papers (行政执法监督条例第二十六条).
PAPERS = ("supervision_letter_issued", "supervision_opinion_issued", "supervision_decision_issued")


def project_concern(entry: Entry, event: Event) -> None:
    """Keep the row of the matter up to date with one entry."""
    row = Concern.objects.filter(pk=entry.matter).first()
    if row is None and event.step == "supervision_opened":
        row = _opened(entry, event.fields)
    if row is not None:
        _CHANGES.get(event.step, _nothing)(row, entry, event.fields)
        row.save()


def _opened(entry: Entry, fields: Mapping[str, Any]) -> Concern:
    return Concern(
        matter=entry.matter,
        organ=fields["by"][0].get("organ") or "",
        supervised=fields["supervised_organ"],
        supervised_name=fields["supervised_organ_name"],
        title=fields.get("supervised_title") or "",
        case=fields.get("supervised_case") or "",
        norms=fields.get("norm_words") or "",
        opened_at=entry.occurred_at,
    )


def _nothing(row: Concern, entry: Entry, fields: Mapping[str, Any]) -> None:
    pass


def _issued(row: Concern, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.paper, row.rectify_by, row.reported_at = entry.step, fields["rectify_by_on"], None


def _reported(row: Concern, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.reported_at = entry.occurred_at


def _closed(row: Concern, entry: Entry, fields: Mapping[str, Any]) -> None:
    row.closed_at = entry.occurred_at


_CHANGES: Mapping[str, Callable[[Concern, Entry, Mapping[str, Any]], None]] = {
    **dict.fromkeys(PAPERS, _issued),
    "rectification_reported": _reported,
    "supervision_closed": _closed,
}

PROJECTIONS: tuple[tuple[tuple[str, ...], Callable[[Entry, Event], None]], ...] = (
    (("supervision_opened", *_CHANGES), project_concern),
)
