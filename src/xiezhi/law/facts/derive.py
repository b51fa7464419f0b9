"""Events of one matter → rows of every grain with their facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

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
        self._at: dict[tuple[str, int], Row] = {}
        self._of_thread: dict[tuple[str, str], Row] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._grains)

    def __len__(self) -> int:
        return len(self._grains)

    def __getitem__(self, name: str) -> list[Row]:
        found = self._rows.get(name)
        if found is None:
            grain = self._grains[name]
            found = self._rows[name] = list(_MAKERS[grain.of](self, grain))
        return found

    def grain(self, name: str) -> Grain:
        return self._grains[name]

    def under(self, grain: str, row: Row) -> list[Row]:
        if row.position >= 0:
            return [each for each in self[grain] if each.position == row.position]
        if self._grains[row.grain].of == "matter":
            return self[grain]
        thread = row.history.events[0].thread
        return [each for each in self[grain] if each.history.events[each.position].thread == thread]

    def threads(self) -> Mapping[str, History]:
        """Thread id → its own history."""
        if self._threads is None:
            grouped: dict[str, list[Event]] = {}
            for event in self.history.events:
                grouped.setdefault(event.thread, []).append(event)
            converters = self.history.converters
            self._threads = {key: History(each, converters) for key, each in grouped.items()}
        return self._threads

    def _matter(self, grain: Grain) -> Iterator[Row]:
        if self.history.events:
            yield Row(self, grain.name, self.history.events[0].matter, self.history)

    def _per_thread(self, grain: Grain) -> Iterator[Row]:
        parent = self._parent(grain, None)
        for thread, history in self.threads().items():
            first = history.events[0]
            if first.procedure in grain.procedures:
                row = Row(self, grain.name, f"{first.matter}/{thread}", history, -1, None, parent)
                self._of_thread[grain.name, thread] = row
                yield row

    def _per_entry(self, grain: Grain) -> Iterator[Row]:
        for position in self.history.positions(grain.steps):
            event = self.history.events[position]
            key = f"{event.matter}/{event.seq}"
            parent = self._parent(grain, position)
            row = Row(self, grain.name, key, self.history, position, None, parent)
            self._at[grain.name, position] = row
            yield row

    def _per_item(self, grain: Grain) -> Iterator[Row]:
        for position in self.history.positions(grain.steps):
            event = self.history.events[position]
            parent = self._parent(grain, position)
            for index, item in enumerate(self.history.items(position, grain.list or "")):
                key = f"{event.matter}/{event.seq}/{index}"
                yield Row(self, grain.name, key, self.history, position, item, parent)

    def _parent(self, grain: Grain, position: int | None) -> Row | None:
        if grain.parent is None:
            return None
        rows = self[grain.parent]
        of = self._grains[grain.parent].of
        if of == "matter":
            return rows[0] if rows else None
        if position is None:
            return None
        if of == "thread":
            return self._of_thread.get((grain.parent, self.history.events[position].thread))
        return self._at.get((grain.parent, position))


_MAKERS = {
    "matter": Derived._matter,
    "thread": Derived._per_thread,
    "entry": Derived._per_entry,
    "item": Derived._per_item,
}


def elsewhere_keys(corpus: Corpus, rows: Derived) -> Iterator[tuple[str, str, str]]:
    """(fact, key, row key) of what this matter contributes to the `elsewhere` facts of other matters."""
    engine = corpus.engine(rows.context.parameters)
    for fact in corpus.facts.values():
        if isinstance(fact.derive, Elsewhere):
            where: Evaluate | None = engine.elsewhere[fact.name]
            for row in rows[fact.grain]:
                key = row.facts[fact.derive.key]
                if isinstance(key, str) and (where is None or where(row.facts) is True):
                    yield fact.name, key, row.key
