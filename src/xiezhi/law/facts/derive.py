"""Events of one matter → rows of every grain with their facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xiezhi.law.events import Event, in_order
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.history import History
from xiezhi.law.facts.model import Elsewhere, Grain
from xiezhi.law.facts.rows import Plan, Row, Tables
from xiezhi.law.facts.values import Converter
from xiezhi.law.predicates import Evaluate

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def derive(corpus: Corpus, events: Iterable[Event], context: Context) -> Derived:
    """The rows of one matter by grain; rows and facts are computed when they are asked for.

    `Row.all_facts()` computes every fact of a row's grain. No events: no rows.
    """
    engine = corpus.engine(context.parameters)
    return Derived(corpus.grains, engine.plans, engine.converters, in_order(events), context)


class Derived(Tables):
    """Grain → rows of one matter."""

    def __init__(
        self,
        grains: Mapping[str, Grain],
        plans: Mapping[str, Mapping[str, Plan]],
        converters: Mapping[str, Converter],
        events: Sequence[Event],
        context: Context,
    ) -> None:
        self.plans, self.context, self._grains = plans, context, grains
        self.history = History(events, converters)
        self._threads: dict[str, History] | None = None
        self._rows: dict[str, list[Row]] = {}
        self._cells: dict[tuple[str, int], list[Row]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._grains)

    def __len__(self) -> int:
        return len(self._grains)

    def __getitem__(self, name: str) -> list[Row]:
        found = self._rows.get(name)
        if found is None:
            found = self._rows[name] = list(self._all(self._grains[name]))
        return found

    def grain(self, name: str) -> Grain:
        return self._grains[name]

    def at(self, name: str, position: int) -> list[Row]:
        """The rows of an entry or item grain whose own event is at `position`; none when it is not theirs."""
        found = self._cells.get((name, position))
        if found is None:
            found = self._cells[name, position] = self._cell(self._grains[name], position)
        return found

    def under(self, grain: str, row: Row) -> list[Row]:
        if row.position >= 0:
            return self.at(grain, row.position)
        if row.matter_wide:
            return self[grain]
        thread, events = row.history.events[0].thread, self.history.events
        return [each for each in self[grain] if events[each.position].thread == thread]

    def threads(self) -> Mapping[str, History]:
        """Thread id → its own history."""
        if self._threads is None:
            grouped: dict[str, list[Event]] = {}
            for event in self.history.events:
                grouped.setdefault(event.thread, []).append(event)
            converters = self.history.converters
            self._threads = {key: History(each, converters) for key, each in grouped.items()}
        return self._threads

    def _all(self, grain: Grain) -> Iterable[Row]:
        if grain.of == "matter":
            return self._matter(grain)
        if grain.of == "thread":
            return self._per_thread(grain)
        positions = self.history.positions(grain.steps)
        return [row for position in positions for row in self.at(grain.name, position)]

    def _matter(self, grain: Grain) -> Iterator[Row]:
        if self.history.events:
            yield Row(self, grain.name, self.history.events[0].matter, self.history)

    def _per_thread(self, grain: Grain) -> Iterator[Row]:
        for thread, history in self.threads().items():
            first = history.events[0]
            if first.procedure in grain.procedures:
                key = f"{first.matter}/{thread}"
                yield Row(self, grain.name, key, history, parent=self._parent(grain, None))

    def _cell(self, grain: Grain, position: int) -> list[Row]:
        event = self.history.events[position]
        if event.step not in grain.steps:
            return []
        key, parent = f"{event.matter}/{event.seq}", self._parent(grain, position)
        if grain.list is None:
            return [Row(self, grain.name, key, self.history, position, None, parent)]
        return [
            Row(self, grain.name, f"{key}/{index}", self.history, position, item, parent)
            for index, item in enumerate(self.history.items(position, grain.list))
        ]

    def _parent(self, grain: Grain, position: int | None) -> Row | None:
        """The row of the nearest ancestor that has one: a step outside its thread still sees its matter."""
        while grain.parent is not None:
            grain = self._grains[grain.parent]
            rows = self._above(grain, position)
            if rows:
                return rows[0]
        return None

    def _above(self, grain: Grain, position: int | None) -> list[Row]:
        """The rows of an ancestor over a row whose own event is at `position`."""
        if grain.of == "matter":
            return self[grain.name]
        if position is None:
            return []
        if grain.of == "thread":
            thread = self.history.events[position].thread
            return [row for row in self[grain.name] if row.history.events[0].thread == thread]
        return self.at(grain.name, position)


class Shared(NamedTuple):
    """A row of this matter that counts for the `elsewhere` fact of other matters, with its span where it has one."""

    fact: str
    key: str
    row: str
    since: int | None = None
    until: int | None = None

    def holds(self, at: int | None) -> bool:
        """Whether the span holds `at`; always when none is asked for."""
        if at is None:
            return True
        return (
            self.since is not None and self.since <= at and (self.until is None or self.until >= at)
        )


def elsewhere_keys(corpus: Corpus, rows: Derived) -> Iterator[Shared]:
    """What this matter contributes to the `elsewhere` facts of other matters."""
    engine = corpus.engine(rows.context.parameters)
    for fact in corpus.facts.values():
        if isinstance(fact.derive, Elsewhere):
            where: Evaluate | None = engine.elsewhere[fact.name]
            for row in rows[fact.grain]:
                key = row.facts[fact.derive.key]
                if isinstance(key, str) and (where is None or where(row.facts) is True):
                    span = (_whole(row, fact.derive.since), _whole(row, fact.derive.until))
                    yield Shared(fact.name, key, row.key, *span)


def _whole(row: Row, fact: str | None) -> int | None:
    found = row.facts[fact] if fact else None
    return found if isinstance(found, int) else None
