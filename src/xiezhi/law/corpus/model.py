"""The loaded corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property

from xiezhi.law.corpus.engine import Engine
from xiezhi.law.corpus.glossary import Term
from xiezhi.law.facts.model import Child, Fact, Grain, Own
from xiezhi.law.facts.needs import facts_read
from xiezhi.law.fields import Field
from xiezhi.law.norms.model import Interpretation, Norm
from xiezhi.law.norms.needs import facts_needed
from xiezhi.law.parameters import Parameter
from xiezhi.law.periods.calendar import Calendar
from xiezhi.law.procedures.model import Procedure, Step
from xiezhi.law.reading import Table

_ENGINES_KEPT = 4
#: Facts every row has. `own_day`: day of the own event; on matter and thread rows of the last event seen, by which
#: parameters and the version of the law are chosen. `procedure` of a matter row is that of its first event.
ROW_FACTS = {"procedure": "word", "as_of_day": "day", "own_day": "day"}
#: Facts that entry and item rows have besides.
OWN_FACTS = {"own_min": "min", "own_seq": "seq", "step": "word", "mode": "word"}


@dataclass(frozen=True, eq=False)
class Corpus:
    """`version` is the SHA-256 of all files of all layers; `documents` are the raw kind descriptions."""

    norms: Mapping[str, Norm]
    procedures: Mapping[str, Procedure]
    grains: Mapping[str, Grain]
    facts: Mapping[str, Fact]
    fields: Mapping[str, Field]
    parameters: Mapping[str, Parameter]
    calendar: Calendar
    glossary: Mapping[str, Term] = field(default_factory=dict)
    documents: Mapping[str, Table] = field(default_factory=dict)
    version: str = ""

    def engine(self, parameters: Mapping[str, Parameter] | None = None) -> Engine:
        """The corpus compiled with `parameters` (None: its own); kept for the last few sets asked for."""
        chosen = self.parameters if parameters is None else parameters
        found = next((each for known, each in self._engines if known is chosen), None)
        if found is None:
            found = Engine(self, chosen)
            self._engines.append((chosen, found))
            del self._engines[:-_ENGINES_KEPT]
        return found

    @cached_property
    def _engines(self) -> list[tuple[Mapping[str, Parameter], Engine]]:
        return []

    @cached_property
    def steps(self) -> frozenset[str]:
        """Every step name of every procedure."""
        return frozenset(name for each in self.procedures.values() for name in each.steps)

    @cached_property
    def personal(self) -> frozenset[str]:
        """Names of the fields that the journal seals."""
        return frozenset(name for name, each in self.fields.items() if each.personal)

    @cached_property
    def displaced_by(self) -> Mapping[str, tuple[Norm, ...]]:
        """Norm id → the special norms that stand in its place where they apply."""
        found: dict[str, tuple[Norm, ...]] = {}
        for norm in self.norms.values():
            for general in norm.displaces:
                found[general] = (*found.get(general, ()), norm)
        return found

    @cached_property
    def gating(self) -> Mapping[str, tuple[str, ...]]:
        """Step → ids of the norms that gate it."""
        found: dict[str, tuple[str, ...]] = {}
        for norm in self.norms.values():
            for step in norm.gates if not isinstance(norm.rule, Interpretation) else ():
                found[step] = (*found.get(step, ()), norm.id)
        return found

    @cached_property
    def form_bound(self) -> frozenset[str]:
        """Ids of the norms whose verdict on an own row depends on what that row's form says."""
        return frozenset(
            norm.id
            for norm in self.norms.values()
            if any(
                isinstance(fact.derive, Own | Child)
                for fact in self.facts_behind(facts_needed(norm))
            )
        )

    def facts_behind(self, names: Iterable[str]) -> Iterator[Fact]:
        """The facts of `names` and those they are derived from, each once."""
        todo, seen = list(names), set[str]()
        while todo:
            name = todo.pop()
            if name in self.facts and name not in seen:
                seen.add(name)
                yield self.facts[name]
                todo += facts_read(self.facts[name].derive)

    def title_of(self, name: str) -> str:
        """The Chinese title of a fact or parameter; the name itself when there is none."""
        if name in self.facts:
            return self.facts[name].title
        return self.parameters[name].title if name in self.parameters else name

    def step(self, procedure: str, step: str) -> Step | None:
        """The step as `procedure` states it."""
        found = self.procedures.get(procedure)
        return found.steps.get(step) if found else None

    def lineage(self, grain: str) -> Iterator[Grain]:
        """The grain and its ancestors, nearest first."""
        name: str | None = grain
        seen = set[str]()
        while name and name in self.grains and name not in seen:
            seen.add(name)
            yield self.grains[name]
            name = self.grains[name].parent

    def visible(self, grain: str) -> Mapping[str, str]:
        """Fact name → unit of everything a row of `grain` can name, automatic facts included."""
        found = self._visible.get(grain)
        if found is None:
            found = self._visible[grain] = self._names_of(grain)
        return found

    @cached_property
    def _visible(self) -> dict[str, Mapping[str, str]]:
        return {}

    def _names_of(self, grain: str) -> dict[str, str]:
        line = list(self.lineage(grain))
        names = {each.name for each in line}
        found = {name: each.unit for name, each in self.facts.items() if each.grain in names}
        own = bool(line) and line[0].of in ("entry", "item")
        return {**ROW_FACTS, **(OWN_FACTS if own else {}), **found}

    def covered(self, patterns: tuple[str, ...]) -> frozenset[str] | None:
        """The procedure codes that `patterns` cover, `kind_of` descendants included; None: all."""
        if not patterns:
            return None
        found = self._covered.get(patterns)
        if found is None:
            found = self._covered[patterns] = frozenset(
                code
                for code in self.procedures
                if any(fnmatchcase(kind, each) for kind in self._kinds(code) for each in patterns)
            )
        return found

    @cached_property
    def _covered(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def _kinds(self, code: str) -> Iterator[str]:
        name: str | None = code
        seen = set[str]()
        while name and name not in seen:
            seen.add(name)
            yield name
            name = self.procedures[name].kind_of if name in self.procedures else None
