"""What the verdict of a norm depends on, read off the corpus: steps, fields, words, numbers, lengths of periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS, EVENT_PARTS
from xiezhi.law.facts.model import Child, Due, Elsewhere, Expr, Fact, Own, Pick, Valid
from xiezhi.law.facts.needs import steps_read
from xiezhi.law.norms.model import Norm, RequiresBefore, Within
from xiezhi.law.norms.needs import facts_needed, periods_of, steps_of, texts_of
from xiezhi.law.predicates import parse
from xiezhi.law.predicates.nodes import Compare, Constant, In, Name, Node, children
from xiezhi.law.texts import facts_in, parameters_in

#: Days in a unit, for lengths that only have to be near the end of a period.
DAYS = {"days": 1, "workdays": 1.4, "months": 30.5, "years": 365.25, "hours": 1 / 24}


@dataclass(frozen=True)
class Relevance:
    """Of one norm. `names` are the facts it needs on its own row."""

    corpus: Corpus
    norm: Norm

    @cached_property
    def names(self) -> frozenset[str]:
        """Facts that decide: the norm's own, its parameters' keys, those of the norms that displace it."""
        compiler = self.corpus.engine().compiler
        found = set(facts_needed(self.norm))
        for text in self._row_texts():
            found |= set(compiler.names(text))
        for within in periods_of(self.norm.rule):
            found |= set(compiler.names(f"param.{within.param}")) if within.param else set()
        return frozenset(found)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact behind them, keys of parameters included, by name: the same in every run."""
        todo, found = [*self.names], dict[str, Fact]()
        while todo:
            for fact in self.corpus.facts_behind([todo.pop()]):
                if fact.name not in found:
                    found[fact.name] = fact
                    todo += self._keys(fact)
        return dict(sorted(found.items()))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every predicate that is asked, parameters spelt out beside it."""
        wheres = [self.norm.rule.where] if isinstance(self.norm.rule, RequiresBefore) else []
        found = [*self._row_texts(), *filter(None, wheres)]
        found += [text for fact in self.facts.values() for text in texts_in(fact)]
        found += [f"param.{w.param}" for w in periods_of(self.norm.rule) if w.param]
        expand = self.corpus.engine().compiler.expand
        found += [expand(name) for text in list(found) for name in sorted(parameters_in(text))]
        return tuple(dict.fromkeys(found))

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Steps that an own event or a look into the history needs, those of the rule first."""
        found = [*steps_of(self.norm.rule), *self.norm.gates, *self._grain_steps(self.norm.grain)]
        for fact in self.facts.values():
            found += [*steps_read(fact.derive), *self._grain_steps(fact.grain)]
        return tuple(s for s in dict.fromkeys(found) if s in self.corpus.steps)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Fields (and parts of actors) that are read."""
        found = set(facts_in(getattr(self.norm.rule, "where", None)))
        for fact in self.facts.values():
            found |= fields_in(fact)
        return frozenset(found)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Numbers around every constant and value of a parameter."""
        found = {n + d for n in self._constants(int) for d in (-1, 0, 1)} | {0, 1, 2}
        return tuple(sorted(n for n in found if 0 <= n < 10**12))

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Name → the words that a text compares it with."""
        found: dict[str, list[str]] = {}
        for text in self.texts:
            for name, word in compared_words(parse(text).root):
                found.setdefault(name, []).append(word)
        return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """Minutes between events: none, a day, and around the end of every period and every number of days."""
        found = {0, 10, 1440, 2880}
        for unit, amount in self._lengths():
            found |= set(around(unit, amount))
        found |= {n * 1440 for n in self.numbers if n < 1000}
        return tuple(sorted(found))

    @cached_property
    def crosses(self) -> bool:
        """Whether other matters count."""
        return any(isinstance(fact.derive, Elsewhere) for fact in self.facts.values())

    def _lengths(self) -> Iterator[tuple[str, int]]:
        periods = [*periods_of(self.norm.rule)]
        periods += [f.derive.within for f in self.facts.values() if isinstance(f.derive, Due)]
        for within in periods:
            yield from ((within.unit, n) for n in self._amounts(within))

    def _amounts(self, within: Within) -> list[int]:
        if within.amount is not None:
            return [within.amount]
        if within.param is None:
            return [n for n in self.numbers if 0 < n < 100]
        stated = self.corpus.parameters[within.param]
        values = {v.value for v in stated.values} | {stated.default or 0}
        return sorted(values)

    def _keys(self, fact: Fact) -> list[str]:
        compiler = self.corpus.engine().compiler
        found = [name for text in texts_in(fact) for name in compiler.names(text)]
        return [name for name in found if name in self.corpus.facts]

    def _row_texts(self) -> list[str]:
        found = [*texts_of(self.norm)]
        for special in self.corpus.displaced_by.get(self.norm.id, ()):
            found += [special.applies.when] if special.applies.when else []
        return found

    def _grain_steps(self, grain: str) -> tuple[str, ...]:
        return tuple(step for each in self.corpus.lineage(grain) for step in each.steps)

    def _constants(self, kind: type) -> Iterator[int]:
        for text in self.texts:
            yield from (n for n in constants(parse(text).root) if type(n) is kind)


def around(unit: str, amount: int) -> list[int]:
    """Minutes near the end of a period, from both sides."""
    if unit in ("minutes", "hours"):
        size = 60 if unit == "hours" else 1
        return [amount * size + d for d in (-1, 0, 1)]
    days = round(amount * DAYS[unit])
    return [max(0, days + d) * 1440 for d in (-3, -1, 0, 1, 2, 4, 10)] + [days * 2 * 1440]


def texts_in(fact: Fact) -> list[str]:
    """The predicates of a derivation."""
    match fact.derive:
        case Expr(text):
            return [text]
        case Pick(where=where) | Child(where=where) | Elsewhere(where=where):
            return [where] if where else []
        case Due(within=within):
            return [f"param.{within.param}"] if within.param else []
        case _:
            return []


def fields_in(fact: Fact) -> set[str]:
    """The fields of events or items that a derivation reads."""
    match fact.derive:
        case Pick(take=take, where=where, same=same):
            return {take or "", *facts_in(where), *(f for f, _ in same)} - {""}
        case Own(take):
            return {take} - {*EVENT_PARTS}
        case Valid():
            return set()
        case _:
            return {getattr(fact.derive, "take", "day")} - {*EVENT_PARTS}


def compared_words(node: Node) -> Iterator[tuple[str, str]]:
    """(name, word) of every comparison of a name with a word."""
    if isinstance(node, Compare):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, Name) and isinstance(other, Constant):
                yield from ((one.name, w) for w in [other.value] if isinstance(w, str))
    if isinstance(node, In) and isinstance(node.item, Name):
        yield from ((node.item.name, c.value) for c in node.among if isinstance(c.value, str))
    for child in children(node):
        yield from compared_words(child)


def constants(node: Node) -> Iterator[object]:
    """Every constant of the text."""
    if isinstance(node, Constant):
        yield node.value
    if isinstance(node, In):
        yield from (each.value for each in node.among)
    for child in children(node):
        yield from constants(child)


def fields_used(corpus: Corpus) -> frozenset[str]:
    """Scalar fields that a fact or a rule reads."""
    found = {name for fact in corpus.facts.values() for name in fields_in(fact)}
    for norm in corpus.norms.values():
        if isinstance(norm.rule, RequiresBefore):
            found |= set(facts_in(norm.rule.where))
    return frozenset(n for n in found if n in corpus.fields and corpus.fields[n].type != "list")


def lists_used(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Item lists that a fact or a grain reads, with their parts."""
    used = {f.derive.list for f in corpus.facts.values() if isinstance(f.derive, Pick)}
    used |= {grain.list for grain in corpus.grains.values()}
    known = {"by": ACTOR_PARTS} | {n: f.of for n, f in corpus.fields.items() if f.type == "list"}
    return {name: parts for name, parts in known.items() if name in used}
