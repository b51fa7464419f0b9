"""Matters as the source tables of the bulk, and what an engine says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.law.forge.bulk import KEYS, Judged, key_of, verdicts
from tests.law.forge.draft import AS_OF
from tests.law.forge.engines import WHOLE, WORD, Engine
from tests.law.forge.relevance import fields_used, lists_used
from tests.law.forge.world import Registers, attributes

from xiezhi.insight.logs.values import INTEGRAL
from xiezhi.law.corpus import Corpus
from xiezhi.law.events import EPOCH, Event, in_order
from xiezhi.law.facts.model import Elsewhere, Fact
from xiezhi.law.facts.sql_layout import Layout, made
from xiezhi.law.facts.sql_needs import Needs
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.facts.to_sql import FactsPlan, elsewhere_select, plan_facts
from xiezhi.law.facts.values import Values, converters
from xiezhi.law.norms.to_sql import needs_of

HEAD = {
    **{name: WORD for name in ("matter", "thread", "procedure", "step", "mode")},
    **{name: WHOLE for name in ("seq", "ord", "day", "min", "recorded_day")},
}
ITEM_HEAD = {"matter": WORD, "seq": WHOLE, "idx": WHOLE}


@dataclass(frozen=True)
class HistoryTables:
    """`matters` with their registers; what they hold under shared keys is gathered on the engine itself."""

    corpus: Corpus
    matters: Sequence[Sequence[Event]]
    registers: Registers

    @cached_property
    def texts(self) -> Texts:
        day = (AS_OF.date() - EPOCH).days
        return Texts(self.corpus.parameters, day, day * 1440 + 1439)

    @cached_property
    def layout(self) -> Layout:
        integral = frozenset(n for n, f in self.corpus.fields.items() if f.type in INTEGRAL)
        items = {name: frozenset(parts) for name, parts in lists_used(self.corpus).items()}
        return Layout(fields_used(self.corpus), items, integral, frozenset(attributes(self.corpus)))

    @cached_property
    def sources(self) -> list[tuple[str, dict[str, str], list[tuple[Any, ...]]]]:
        """(name, columns, rows) of the events and of each item list."""
        scalars = self._typed(sorted(self.layout.events))
        found = [("events", HEAD | scalars, [*self._events(list(scalars))])]
        for name, parts in self.layout.items.items():
            typed = self._typed(sorted(parts))
            found.append((f"items_{name}", ITEM_HEAD | typed, [*self._items(name, list(typed))]))
        return found

    def load(self, engine: Engine) -> None:
        """Every source table."""
        for source in self.sources:
            engine.put(*source)
        self.registers.load(engine, self.corpus)

    def judged(self, engine: Engine, norms: Sequence[str]) -> Iterator[tuple[str, str, Judged]]:
        """(norm, row key, verdict), the tables being loaded."""
        facts = self._built(engine, needs_of(self.corpus, self.texts, norms))
        return verdicts(engine, self.corpus, self.texts, self.layout, facts, norms)

    def facts(self, engine: Engine) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """(grain, row key, fact → value) of every fact of the corpus, whether a norm reads it or not."""
        needs = self._needs()
        for grain in self.corpus.grains:
            needs.add(grain, sorted(self.corpus.visible(grain)))
        plan = self._built(engine, needs)
        for grain in self.corpus.grains.values():
            names = [f"x_{name}" for name in self.corpus.visible(grain.name)]
            columns = ", ".join([*KEYS[grain.of], *names])
            for row in engine.fetch(f"SELECT {columns} FROM {plan.tables[grain.name]}"):
                found = {name.removeprefix("x_"): row[name] for name in names}
                yield grain.name, key_of(grain.of, row), found

    def _needs(self) -> Needs:
        texts = self.texts
        return Needs(self.corpus.facts, self.corpus.grains, texts.names, texts.amount_names)

    def _built(self, engine: Engine, needs: Needs) -> FactsPlan:
        """The facts in `needs`, after what other matters hold under shared keys, as the audit does it."""
        for name in sorted(needs.ranks, key=needs.ranks.__getitem__):
            self._gather(engine, self.corpus.facts[name])
        plan = plan_facts(self.texts, self.layout, needs)
        engine.run(plan.steps, self.corpus.calendar)
        return plan

    def _gather(self, engine: Engine, fact: Fact) -> None:
        how = fact.derive
        if not isinstance(how, Elsewhere):
            return
        needs, where = self._needs(), self.texts.names(how.where) if how.where else ()
        needs.add(fact.grain, [*filter(None, (how.key, how.since, how.until)), *sorted(where)])
        plan = plan_facts(self.texts, self.layout, needs)
        gathered = made(f"elsewhere_{fact.name}", elsewhere_select(self.texts, plan, fact))
        engine.run([*plan.steps, *gathered], self.corpus.calendar)

    def _typed(self, names: Iterable[str]) -> dict[str, str]:
        whole = self.layout.integral
        return {f"f_{name}": WHOLE if name in whole else WORD for name in names}

    def _events(self, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        reading = converters(self.corpus.fields)
        for matter in self.matters:
            for order, e in enumerate(in_order(matter), 1):
                values = Values(e.fields, e, reading)
                head = (e.matter, e.thread, e.procedure, e.step, e.mode, e.seq, order)
                when = (e.day, e.minute, values["recorded_day"])
                yield (*head, *when, *_read(values, e.fields, columns))

    def _items(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        reading = converters(self.corpus.fields)
        for e in (e for matter in self.matters for e in matter):
            for index, row in enumerate(e.fields.get(name) or ()):
                yield (e.matter, e.seq, index, *_read(Values(row, e, reading), row, columns))


def _read(values: Values, held: Mapping[str, Any], columns: Sequence[str]) -> Iterator[Any]:
    names = (column.removeprefix("f_") for column in columns)
    return (values[name] if name in held else None for name in names)
