"""Lists of goods begin as what the measure still holds, so that nobody copies them by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.reads.goods import ledger
from xiezhi.registry.corpus import corpus

#: What is still held, and what is released and not handed back yet.
HELD = ("stored_goods", "appraised_goods", "released_goods", "measure_disposed_goods")
RELEASED = "returned_goods"


def goods_values(step: Step, events: Sequence[Event], thread: str) -> dict[str, Any]:
    """Rows for the lists of goods that the step asks for."""
    things = ledger(events, thread) if {*HELD, RELEASED} & set(step.fields) else []
    found: dict[str, Any] = {}
    for name in (*HELD, RELEASED):
        counted = [(t.row, t.released if name == RELEASED else t.left) for t in things]
        rows = [_row(name, row, count) for row, count in counted if count > 0]
        if rows and name in step.fields:
            found[name] = rows
    return found


def _row(name: str, row: Mapping[str, Any], count: int) -> dict[str, Any]:
    """The thing as a row of the list `name`, as many as there still are."""
    return {**{part: row.get(part) for part in corpus().fields[name].of}, "goods_quantity": count}
