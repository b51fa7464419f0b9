"""The ledger of what a measure has seized: each thing from the list of the decision to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xiezhi.law.events import Event

#: Lists by which things pass on, and what they are then; `goods_result` says it itself.
PASSED = {
    "stored_goods": "stored",
    "released_goods": "released",
    "returned_goods": "returned",
    "measure_disposed_goods": "",
}
#: Things that are no longer held.
ENDED = frozenset({"returned", "confiscated", "destroyed", "transferred", "auctioned"})
#: Opening and closing step of an examination.
SENT, BACK = "appraisal_started", "appraisal_ended"


@dataclass(slots=True)
class Thing:
    """One line of a list. `left` is what nothing has happened to yet that ends the measure, `states` in order."""

    number: int
    row: Mapping[str, Any]
    left: int
    released: int = 0
    states: list[str] = field(default_factory=lambda: ["imposed"])

    @property
    def state(self) -> str:
        return self.states[-1]


def ledger(events: Iterable[Event], thread: str) -> list[Thing]:
    """What the measure of `thread` holds and held, in the order of its list."""
    things: dict[int, Thing] = {}
    for event in events:
        if event.thread == thread:
            _follow(things, event)
    return list(things.values())


def _follow(things: dict[int, Thing], event: Event) -> None:
    if event.step == "measure_imposed":
        rows: Sequence[Mapping[str, Any]] = event.fields.get("seized_goods") or ()
        for number, row in enumerate(rows, 1):
            no = row.get("goods_no") or number
            things[no] = Thing(no, row, row.get("goods_quantity") or 0)
    for name, state in PASSED.items():
        for row in event.fields.get(name) or ():
            _pass(things.get(row.get("goods_no")), row, state or str(row.get("goods_result")))
    for row in event.fields.get("appraised_goods") or () if event.step == SENT else ():
        _state(things.get(row.get("goods_no")), "appraisal")
    if event.step == BACK:
        for thing in things.values():
            _state(thing if thing.state == "appraisal" else None, "examined")


def _pass(thing: Thing | None, row: Mapping[str, Any], state: str) -> None:
    if thing is None:
        return
    count = row.get("goods_quantity") or 0
    if state in ENDED:
        thing.left -= count
        thing.released -= min(count, thing.released)
    if state == "released":
        thing.released += count
    _state(thing, state)


def _state(thing: Thing | None, state: str) -> None:
    if thing is not None and thing.state != state:
        thing.states.append(state)
