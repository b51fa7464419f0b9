"""Entries of `lawkeeping` become values of parameters and rows of the register `norm`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from xiezhi.law.events import Event
from xiezhi.registry.models import KeptRow
from xiezhi.registry.parameters.models import Change

NORM = "norm"
_DAY = timedelta(days=1)


def conditions_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """Key fact → word, as a step states them in rows."""
    rows = fields.get("parameter_conditions") or ()
    return {row["condition_fact"]: row["condition_word"] for row in rows}


def parameter_proposed(entry: object, event: Event) -> None:
    f, by = event.fields, event.fields["by"][0]
    stated = {
        "parameter": f["parameter_id"],
        "value": f["parameter_value"],
        "conditions": conditions_of(f),
        "since": date.fromisoformat(f["effective_from_on"]),
        "document": f["keeping_document"],
        "reason": f["keeping_reason"],
        "organ": by.get("organ") or "",
        "proposed_by": by["person"],
        "proposed_at": event.at,
    }
    Change.objects.update_or_create(matter=event.matter, thread=event.thread, defaults=stated)


def parameter_set(entry: object, event: Event) -> None:
    _answer(event, Change.State.SET)


def parameter_withdrawn(entry: object, event: Event) -> None:
    _answer(event, Change.State.WITHDRAWN, event.fields["keeping_reason"])


def _answer(event: Event, state: str, answer: str = "") -> None:
    Change.objects.filter(matter=event.matter, thread=event.thread).update(
        state=state,
        answered_by=event.fields["by"][0]["person"],
        answered_at=event.at,
        answer=answer,
    )


def norm_verified(entry: object, event: Event) -> None:
    """In force from the day of the act."""
    rest = {"register": NORM, "key": event.fields["norm_id"], "attributes": {}, "valid_to": None}
    KeptRow.objects.update_or_create(matter=event.matter, valid_from=event.at.date(), defaults=rest)


def norm_verification_withdrawn(entry: object, event: Event) -> None:
    """From the day of the act the norm only warns again."""
    rows = KeptRow.objects.filter(register=NORM, matter=event.matter, valid_to__isnull=True)
    rows.filter(valid_from__gte=event.at.date()).delete()
    rows.update(valid_to=event.at.date() - _DAY)


PROJECTORS: Mapping[str, tuple[Callable[[object, Event], None], ...]] = {
    "parameter_proposed": (parameter_proposed,),
    "parameter_set": (parameter_set,),
    "parameter_withdrawn": (parameter_withdrawn,),
    "norm_verified": (norm_verified,),
    "norm_verification_withdrawn": (norm_verification_withdrawn,),
}
