"""Which facts are needed, in which order of ranks, and which of them a grain borrows from its ancestors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Due,
    Elsewhere,
    Expr,
    Fact,
    Grain,
    IntervalUnion,
    Next,
    Own,
    Pick,
    Valid,
)
from xiezhi.law.norms.model import Within

#: Names that a predicate (with its parameters spelt out) reads.
Names = Callable[[str], frozenset[str]]


@dataclass(slots=True)
class Needs:
    """Closure of the facts in use. `ranks`: fact → rank; facts of one rank are built in one statement per grain;
    `borrowed`: grain → facts of its ancestors that stand on its rows; `automatic`: grain → automatic facts in use."""

    facts: Mapping[str, Fact]
    grains: Mapping[str, Grain]
    names: Names
    amount_names: Callable[[Within], frozenset[str]]
    ranks: dict[str, int] = field(default_factory=dict)
    borrowed: dict[str, set[str]] = field(default_factory=dict)
    automatic: dict[str, set[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def add(self, grain: str, names: Iterable[str]) -> None:
        """A norm of `grain` reads `names`."""
        self._use(grain)
        for name in names:
            self._see(grain, name)

    def top(self) -> int:
        """The highest rank."""
        return max(self.ranks.values(), default=0)

    def of(self, grain: str, rank: int) -> list[Fact]:
        """The grain's own facts of one rank."""
        return [
            self.facts[n]
            for n, r in self.ranks.items()
            if r == rank and self.facts[n].grain == grain
        ]

    def lent(self, grain: str, rank: int) -> list[Fact]:
        """Ancestors' facts that reach the grain's rows at this rank."""
        return [
            self.facts[n] for n in sorted(self.borrowed.get(grain, ())) if self.ranks[n] == rank
        ]

    def _use(self, grain: str) -> None:
        self.used.add(grain)
        parent = self.grains[grain].parent
        if parent and parent not in self.used:
            self._use(parent)

    def _see(self, grain: str, name: str) -> int:
        """The rank at which `name` stands on the rows of `grain`; automatic facts stand from the start."""
        if name not in self.facts:
            self.automatic.setdefault(grain, set()).add(name)
            return 0
        if self.facts[name].grain != grain:
            self._use(self.facts[name].grain)
            self.borrowed.setdefault(grain, set()).add(name)
        return self._rank(self.facts[name])

    def _rank(self, fact: Fact) -> int:
        if fact.name not in self.ranks:
            self._use(fact.grain)
            self.ranks[fact.name] = self._new_rank(fact)
        return self.ranks[fact.name]

    def _new_rank(self, fact: Fact) -> int:
        how = fact.derive
        if isinstance(how, Own | Next | IntervalUnion):
            return 0
        if isinstance(how, Child):
            self._use(how.grain)
            return 1 + max((self._see(how.grain, n) for n in self._child_names(how)), default=0)
        ranks = [self._see(fact.grain, n) for n in sorted(self.reads(fact))]
        if isinstance(how, Expr):
            return max(ranks, default=0)
        if isinstance(how, Pick) and not ranks:
            return 0
        return 1 + max(ranks, default=0)

    def reads(self, fact: Fact) -> frozenset[str]:
        """Facts of the same row that the derivation reads."""
        how = fact.derive
        if isinstance(how, Expr):
            return self.names(how.text)
        if isinstance(how, Pick):
            return frozenset(name for _, name in how.same)
        if isinstance(how, Valid):
            return frozenset({how.key, how.on, *(name for _, name in how.match)})
        if isinstance(how, Due):
            return frozenset({how.from_fact}) | self.amount_names(how.within)
        if isinstance(how, DayOff):
            return frozenset({how.on})
        if isinstance(how, Elsewhere):
            named = self.names(how.where) if how.where else frozenset()
            return named | {how.key, *([how.at] if how.at else [])}
        return frozenset()

    def _child_names(self, how: Child) -> frozenset[str]:
        named = self.names(how.where) if how.where else frozenset()
        return named | ({how.fact} if how.fact else frozenset())
