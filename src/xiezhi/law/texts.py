"""The names and comparisons in a predicate text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError


@lru_cache(maxsize=4096)
def tree(text: str) -> exp.Expression:
    """The syntax tree of a predicate; `ValueError` when there is none."""
    try:
        return parse_one(text)
    except SqlglotError as error:
        raise ValueError(str(error).splitlines()[0]) from error


def names_in(text: str) -> frozenset[str]:
    """Facts and parameters (`param.x`) that the text names."""
    return frozenset(_name(column) for column in tree(text).find_all(exp.Column))


def facts_in(text: str | None) -> tuple[str, ...]:
    """Facts that the text names, parameters left out; none for None."""
    found = names_in(text) if text else ()
    return tuple(sorted(name for name in found if not name.startswith("param.")))


def _name(column: exp.Column) -> str:
    return ".".join(part.name for part in column.parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`name` compared with a number or with `param.x`; `last_true`/`first_false` around the limit."""

    name: str
    operator: str
    limit: int | str


_OPERATORS = {exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def comparisons(text: str | None) -> list[Comparison]:
    """The order comparisons of one name with a number or a parameter."""
    found = []
    for node in tree(text).find_all(*_OPERATORS) if text else ():
        left, right, operator = node.left, node.right, _OPERATORS[type(node)]
        if isinstance(right, exp.Column) and _limit(left) is not None:
            left, right, operator = right, left, _TURNED[operator]
        limit = _limit(right)
        if isinstance(left, exp.Column) and limit is not None and _limit(left) is None:
            found.append(Comparison(_name(left), operator, limit))
    return found


def _limit(node: exp.Expression) -> int | str | None:
    if isinstance(node, exp.Literal) and not node.is_string:
        return int(node.name)
    if isinstance(node, exp.Column) and _name(node).startswith("param."):
        return _name(node).removeprefix("param.")
    return None
