"""OCEL 2.0 (JSON form): each case is an object, each event belongs to one; item lists are JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from xiezhi.insight.logs.standard import CASE_TYPE, PROCEDURE, RECORDED
from xiezhi.insight.logs.writers.records import Record


def write_ocel(path: Path, records: Iterable[Record]) -> None:
    """All records are in memory."""
    held = list(records)
    kinds: dict[str, dict[str, str]] = {}
    events = [_event(number, record, kinds) for number, record in enumerate(held, 1)]
    document = {
        "objectTypes": [{"name": CASE_TYPE, "attributes": []}],
        "eventTypes": [
            {"name": step, "attributes": [{"name": n, "type": t} for n, t in of.items()]}
            for step, of in kinds.items()
        ],
        "objects": [
            {"id": case, "type": CASE_TYPE, "attributes": [], "relationships": []}
            for case in dict.fromkeys(record.case for record in held)
        ],
        "events": events,
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _event(number: int, record: Record, kinds: dict[str, dict[str, str]]) -> dict[str, Any]:
    known = kinds.setdefault(record.step, {})
    attributes = [_attribute(known, PROCEDURE, record.procedure)]
    if record.recorded:
        attributes.append(_attribute(known, RECORDED, record.recorded, "time"))
    attributes += [_attribute(known, name, value) for name, value in record.fields.items()]
    return {
        "id": f"e{number}",
        "type": record.step,
        "time": record.at,
        "attributes": attributes,
        "relationships": [{"objectId": record.case, "qualifier": CASE_TYPE}],
    }


def _attribute(known: dict[str, str], name: str, value: Any, kind: str = "") -> dict[str, Any]:
    """The attribute, its type noted under the event's type."""
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    natural = {bool: "boolean", int: "integer"}.get(type(value), "string")
    known[name] = kind or natural
    return {"name": name, "value": value}
