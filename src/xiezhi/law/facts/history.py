"""The events a row sees, indexed by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiezhi.law.events import Event
from xiezhi.law.facts.values import EPOCH_ORDINAL, Converter, Values


class History:
    """Events in replay order. Positions are indexes into `events`."""

    __slots__ = ("_items", "_merged", "_values", "by_step", "converters", "days", "events")

    def __init__(self, events: Sequence[Event], converters: Mapping[str, Converter]) -> None:
        self.events, self.converters = events, converters
        self.days = [event.at.toordinal() - EPOCH_ORDINAL for event in events]
        self.by_step: dict[str, list[int]] = {}
        for position, event in enumerate(events):
            self.by_step.setdefault(event.step, []).append(position)
        self._values: dict[int, Values] = {}
        self._items: dict[tuple[int, str], list[Values]] = {}
        self._merged: dict[tuple[str, ...], Sequence[int]] = {}

    def positions(self, steps: tuple[str, ...]) -> Sequence[int]:
        """Where one of `steps` happened, in order."""
        if len(steps) == 1:
            return self.by_step.get(steps[0], ())
        found = self._merged.get(steps)
        if found is None:
            found = sorted(p for step in set(steps) for p in self.by_step.get(step, ()))
            self._merged[steps] = found
        return found

    def values(self, position: int) -> Values:
        """The scalars of the event at `position`."""
        found = self._values.get(position)
        if found is None:
            event = self.events[position]
            found = self._values[position] = Values(event.fields, event, self.converters)
        return found

    def items(self, position: int, name: str) -> list[Values]:
        """The rows of the item list `name` of the event at `position`; what is not a row is left out."""
        found = self._items.get((position, name))
        if found is None:
            event = self.events[position]
            raw = event.fields.get(name)
            rows = raw if isinstance(raw, list | tuple) else ()
            found = [
                Values(row, event, self.converters) for row in rows if isinstance(row, Mapping)
            ]
            self._items[position, name] = found
        return found

    def first_after(self, steps: tuple[str, ...], position: int) -> int | None:
        """The first event of `steps` after `position`."""
        return next((p for p in self.positions(steps) if p > position), None)

    def last_before(self, steps: tuple[str, ...], position: int) -> int | None:
        """The last event of `steps` before `position`."""
        return next((p for p in reversed(self.positions(steps)) if p < position), None)
