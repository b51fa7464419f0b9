"""Entries as events of the law kernel: corrections applied, personal values hidden or opened."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from xiezhi.journal.acts import CORRECTION, CORRECTS
from xiezhi.journal.sealing import HIDDEN, put
from xiezhi.law.events import Event, in_order


@dataclass(frozen=True, slots=True)
class Past:
    """An entry of the matter as replay needs it; `corrects` is the id of the entry it puts right."""

    event: Event
    hash: str
    parent: str
    corrects: str | None


def past(text: str, digest: str, values: Mapping[str, Any] | None = None) -> Past:
    """The event in an entry's text. `values`: what to show for its sealed fields, else 〔密封〕."""
    content = json.loads(text)
    for sealed in content["sealed"]:
        name = sealed["name"]
        put(content["fields"], name, HIDDEN if values is None else values[name])
    return past_of(content, content["fields"], digest)


def past_of(content: Mapping[str, Any], fields: Mapping[str, Any], digest: str) -> Past:
    """As `past`, from the entry as data and the fields to show."""
    return Past(event_of(content, fields), digest, content["parent"] or "", _target(content))


def event_of(content: Mapping[str, Any], fields: Mapping[str, Any]) -> Event:
    """The event with `fields` shown, and who acted in the list `by`."""
    return Event(
        matter=content["matter"],
        thread=content["thread"],
        procedure=content["procedure"],
        seq=content["seq"],
        step=content["step"],
        at=datetime.fromisoformat(content["occurred_at"]),
        recorded_at=datetime.fromisoformat(content["recorded_at"]),
        mode=content["mode"],
        fields={**fields, "by": content["by"]},
        id=content["id"],
    )


def _target(content: Mapping[str, Any]) -> str | None:
    if content["step"] != CORRECTION:
        return None
    return next((ref["entry"] for ref in content["refs"] if ref["rel"] == CORRECTS), None)


def corrected(entries: Sequence[Past]) -> list[Event]:
    """The events in replay's order, each with the corrections made to it (`entry_corrected`, by `seq`).

    A correction's fields replace the target's fields of the same name; null takes a field away; `at`
    puts right when it happened and `by` who acted. The correction itself stays visible as an event.
    """
    events = {item.event.id: item.event for item in entries}
    for item in sorted(entries, key=lambda e: e.event.seq):
        if item.corrects in events:
            events[item.corrects] = _put_right(events[item.corrects], item.event)
    return in_order(events.values())


def _put_right(target: Event, correction: Event) -> Event:
    fields = deepcopy(dict(target.fields))
    changes = {n: v for n, v in correction.fields.items() if n not in ("at", "by", "corrected_by")}
    if correction.fields.get("corrected_by"):
        changes["by"] = correction.fields["corrected_by"]
    fields.update(changes)
    at = correction.fields.get("at")
    return replace(
        target,
        at=datetime.fromisoformat(at) if at else target.at,
        fields={name: value for name, value in fields.items() if value is not None},
    )
