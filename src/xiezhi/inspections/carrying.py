"""Facts of an inspection carried into the clue a found violation opens; nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xiezhi.inspections.reads import faults_of, fields_of, last_record, record_of
from xiezhi.law.events import Event


def clue_values(events: Sequence[Event], party: Mapping[str, Any]) -> dict[str, Any]:
    """Values of `clue_registered` that the inspection already states (revealed events; `party` a row of
    `parties`). The name of the violation is left to the officer."""
    plan = fields_of(events, "inspection_plan_made")
    ended = last_record(events)
    day = ended.at.date().isoformat() if ended else None
    found = {
        "source": "inspection",
        "clue_text": _told(events),
        "parties": [dict(party)],
        "item": plan.get("item"),
        "sector": plan.get("sector"),
        "region": plan.get("region"),
        "violation_place": record_of(events).get("place"),
        "discovered_on": day,
        "occurred_on": day,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def _told(events: Sequence[Event]) -> str:
    """The points found wrong, what was seen and what the party said, one a line."""
    record = record_of(events)
    points = [_line(n, point) for n, point in enumerate(faults_of(events), 1)]
    said = record.get("party_statement")
    rest = [str(record.get("record_text") or ""), f"当事人陈述：{said}" if said else ""]
    return "\n".join(line for line in (*points, *rest) if line)


def _line(number: int, point: Mapping[str, Any]) -> str:
    note = point.get("point_note")
    return f"{number}. 不合格：{point.get('inspection_point', '')}" + (
        f"（{note}）" if note else ""
    )
