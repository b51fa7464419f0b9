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
#: What a decision confiscates was held by any measure of the matter.
CONFISCATED = "confiscated_goods"
LISTS = (*HELD, RELEASED, CONFISCATED)


def goods_values(step: Step, events: Sequence[Event], thread: str) -> dict[str, Any]:
    """Rows for the lists of goods that the step asks for."""
    things = ledger(events, thread) if {*HELD, RELEASED} & set(step.fields) else []
    found: dict[str, Any] = {}
    for name in (*HELD, RELEASED):
        counted = [(t.row, t.released if name == RELEASED else t.left) for t in things]
        rows = [_row(name, row, count) for row, count in counted if count > 0]
        if rows and name in step.fields:
            found[name] = rows
    return found | (_confiscated(events) if CONFISCATED in step.fields else {})


def _confiscated(events: Sequence[Event]) -> dict[str, Any]:
    """Everything the measures of the matter still hold, numbered anew."""
    measures = dict.fromkeys(e.thread for e in events if e.step == "measure_imposed")
    held = [thing for thread in measures for thing in ledger(events, thread) if thing.left > 0]
    rows = [
        _row(CONFISCATED, thing.row, thing.left) | {"goods_no": n}
        for n, thing in enumerate(held, 1)
    ]
    return {CONFISCATED: rows} if rows else {}


def _row(name: str, row: Mapping[str, Any], count: int) -> dict[str, Any]:
    """The thing as a row of the list `name`, as many as there still are."""
    return {**{part: row.get(part) for part in corpus().fields[name].of}, "goods_quantity": count}
