"""Forged rows of facts as the tables that the bulk judges: one row and its few events each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.law.forge.bulk import Judged, verdicts
from tests.law.forge.engines import WHOLE, WORD, Engine
from tests.law.forge.given import AS_OF, without_where

from xiezhi.law.corpus import Corpus
from xiezhi.law.events import EPOCH, Event
from xiezhi.law.facts.rows import Row
from xiezhi.law.facts.sql_layout import OWN_KEYS, Layout, key_columns
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.facts.to_sql import FactsPlan
from xiezhi.law.norms.model import Example, Norm
from xiezhi.law.norms.staging import staged
from xiezhi.law.norms.to_sql import needs_of

EVENT = {
    **{name: WORD for name in ("matter", "thread", "procedure", "step", "mode")},
    **{name: WHOLE for name in ("seq", "ord", "day", "min", "recorded_day")},
}
LAYOUT = Layout(frozenset(), {}, frozenset())


@dataclass(frozen=True)
class GivenTables:
    """`rows`: by id (which becomes the matter), the norm's example."""

    corpus: Corpus
    rows: Mapping[str, tuple[Norm, Example]]

    @property
    def norms(self) -> list[str]:
        return list(dict.fromkeys(norm.id for norm, _ in self.rows.values()))

    def judged(self, engine: Engine) -> dict[str, Judged]:
        """Row id → what the engine says of the norm whose row it is."""
        day = (AS_OF.date() - EPOCH).days
        texts = Texts(self.corpus.parameters, day, day * 1440 + 1439)
        corpus = _without_where(self.corpus)
        plan = self._load(engine, texts)
        found: dict[str, Judged] = {}
        for norm, key, judged in verdicts(engine, corpus, texts, LAYOUT, plan, self.norms):
            name = key.partition("/")[0]
            if self.rows[name][0].id == norm:
                found[name] = judged
        return found

    def _load(self, engine: Engine, texts: Texts) -> FactsPlan:
        held = {
            key: staged(self.corpus, norm, example) for key, (norm, example) in self.rows.items()
        }
        events = [
            _event(key, at, e)
            for key, row in held.items()
            for at, e in enumerate(row.history.events, 1)
        ]
        engine.put("events", EVENT, events)
        needs, plan = needs_of(self.corpus, texts, self.norms), FactsPlan()
        for grain in {norm.grain for norm, _ in self.rows.values()}:
            names = [*needs.automatic.get(grain, ()), *needs.borrowed.get(grain, ())]
            names += [n for n in needs.ranks if self.corpus.facts[n].grain == grain]
            rows = {key: row for key, row in held.items() if row.grain == grain}
            self._put(engine, plan, grain, sorted(set(names)), rows)
        return plan

    def _put(
        self,
        engine: Engine,
        plan: FactsPlan,
        grain: str,
        names: Sequence[str],
        rows: Mapping[str, Row],
    ) -> None:
        stated, units = self.corpus.grains[grain], self.corpus.visible(grain)
        keys = list(dict.fromkeys([*key_columns(stated), *OWN_KEYS.get(stated.of, ())]))
        kinds = {key: WORD if key in ("matter", "thread") else WHOLE for key in keys}
        kinds |= {f"x_{n}": WORD if units[n] == "word" else WHOLE for n in names}
        lines = [
            [*_keys(key, row, keys), *(row.facts[n] for n in names)] for key, row in rows.items()
        ]
        plan.tables[grain], plan.columns[grain] = f"given_{grain}", list(kinds)
        engine.put(plan.tables[grain], kinds, lines)


def _keys(name: str, row: Row, keys: Sequence[str]) -> list[Any]:
    event = row.event
    known = {"matter": name, "thread": "example", "ord": row.position + 1, "idx": 0}
    return [({**known, "seq": event.seq if event else 0})[key] for key in keys]


def _event(name: str, order: int, event: Event) -> tuple[Any, ...]:
    words = (name, "example", event.procedure, event.step, event.mode)
    return (*words, event.seq, order, event.day, event.minute, event.day)


def _without_where(corpus: Corpus) -> Corpus:
    norms = {name: without_where(norm) for name, norm in corpus.norms.items()}
    return replace(corpus, norms=norms)
