"""Predicate texts of the corpus: what they name, what they compare, and how they run with parameters filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from xiezhi.law.norms.model import Within
from xiezhi.law.parameters import Parameter
from xiezhi.law.predicates import Evaluate, Predicate, parse
from xiezhi.law.predicates.nodes import (
    Coalesce,
    Compare,
    Constant,
    IsNull,
    Name,
    Node,
    Scalar,
    children,
)

#: The day fact by which parameters are chosen: the day of the own event (matter, thread: of the last event).
DAY = "own_day"


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Predicate:
    return parse(text)


def facts_in(text: str | None) -> tuple[str, ...]:
    """Facts that the text names, parameters and their key facts left out; none for None."""
    found = _parsed(text).names if text else ()
    return tuple(sorted(name for name in found if not name.startswith("param.")))


def parameters_in(text: str | None) -> frozenset[str]:
    """Ids of the parameters that the text names."""
    return _parsed(text).parameters if text else frozenset()


@dataclass(frozen=True, slots=True)
class Comparison:
    """An order comparison of one fact with a number or with a parameter (`param.x`)."""

    name: str
    operator: str
    limit: int | str

    def edges(self, limit: int) -> tuple[int, int]:
        """The two neighbouring values between which the answer changes."""
        return (limit, limit + 1) if self.operator in ("<=", ">") else (limit - 1, limit)


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def comparisons(text: str | None) -> list[Comparison]:
    """The order comparisons of one fact with a number or a parameter in the text."""
    return list(_comparisons(_parsed(text).root)) if text else []


def _comparisons(node: Node) -> Iterator[Comparison]:
    if isinstance(node, Compare) and node.op in _TURNED:
        sides = ((node.left, node.op, node.right), (node.right, _TURNED[node.op], node.left))
        for one, operator, other in sides:
            limit = _limit(other)
            if isinstance(one, Name) and limit is not None and _limit(one) is None:
                yield Comparison(one.name, operator, limit)
    for child in children(node):
        yield from _comparisons(child)


def _limit(node: Node) -> int | str | None:
    if isinstance(node, Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, Name) and node.name.startswith("param."):
        return node.name
    return None


class Compiler:
    """Compiles texts and resolves periods with one set of parameters."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters
        self._expressions: dict[str, Evaluate] = {}

    def expand(self, name: str) -> str:
        """The expression that stands for `param.<name>`; `KeyError` when there is no such parameter."""
        return self.parameters[name].expression(DAY)

    def test(self, text: str) -> Evaluate:
        """The text as a function of a row; `PredicateError` when it is not a predicate."""
        return parse(text, None, self.expand).python()

    def names(self, text: str) -> tuple[str, ...]:
        """The facts the text reads, the key facts of its parameters included."""
        return tuple(sorted(parse(text, None, self.expand).names))

    def parameter(self, name: str, facts: Mapping[str, Scalar]) -> Scalar:
        """The value of a parameter for one row."""
        found = self._expressions.get(name)
        if found is None:
            found = self._expressions[name] = parse(self.expand(name)).python()
        return found(facts)

    def unset(self, name: str) -> bool:
        """Whether the parameter has neither a default nor any value."""
        found = self.parameters[name]
        return found.default is None and not found.values

    def period(self, within: Within, facts: Mapping[str, Scalar]) -> Within | None:
        """The period with its amount for one row; None when a fact or parameter has no (lawful) value."""
        if within.amount is not None:
            return within
        amount = facts[within.fact] if within.fact else self.parameter(within.param or "", facts)
        if not isinstance(amount, int) or amount < 0:
            return None
        return Within(within.unit, amount)


def number(value: object) -> int | str | None:
    """A predicate's value as a fact: a condition becomes 1 or 0."""
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | str) else None


def decisive_names(text: str, compiler: Compiler) -> tuple[str, ...]:
    """What can make the text NULL: facts outside of COALESCE with a constant and of IS NULL, and parameters that
    nobody has set."""
    found = dict.fromkeys(_exposed(_parsed(text).root))
    facts = [name for name in found if not name.startswith("param.")]
    unset = [name for name in sorted(parameters_in(text)) if compiler.unset(name)]
    return (*facts, *unset)


def _exposed(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
    if isinstance(node, IsNull):
        return
    if isinstance(node, Coalesce) and isinstance(node.items[-1], Constant):
        return
    for child in children(node):
        yield from _exposed(child)
