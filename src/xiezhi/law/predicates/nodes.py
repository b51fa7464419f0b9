"""The closed expression tree of predicates. Values are integers, texts or booleans, each of which may be NULL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

#: `any`: a name whose type was not declared. `null`: only NULL so far, fits every type.
Type = Literal["integer", "text", "boolean", "any", "null"]
Scalar = int | str | bool | None


@dataclass(frozen=True, slots=True)
class Name:
    """A fact (or field) of the row."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Constant:
    value: Scalar
    type: Type


@dataclass(frozen=True, slots=True)
class Compare:
    """`=` and `<>` on integers and texts, `< <= > >=` on integers."""

    op: str
    left: Node
    right: Node
    type: Type = "boolean"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+`, `-`, `*` on integers."""

    op: str
    left: Node
    right: Node
    type: Type = "integer"


@dataclass(frozen=True, slots=True)
class Logic:
    """`AND` or `OR` of two or more conditions."""

    op: Literal["AND", "OR"]
    items: tuple[Node, ...]
    type: Type = "boolean"


@dataclass(frozen=True, slots=True)
class Not:
    item: Node
    type: Type = "boolean"


@dataclass(frozen=True, slots=True)
class IsNull:
    item: Node
    type: Type = "boolean"


@dataclass(frozen=True, slots=True)
class In:
    """Membership in constants of one type, NULL among them allowed."""

    item: Node
    among: tuple[Constant, ...]
    type: Type = "boolean"


@dataclass(frozen=True, slots=True)
class Coalesce:
    items: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Case:
    """The result of the first branch whose condition is true, else `otherwise`."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node
    type: Type


Node = Name | Constant | Compare | Arithmetic | Logic | Not | IsNull | In | Coalesce | Case


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in the order they are written."""
    match node:
        case Name() | Constant():
            return ()
        case Compare() | Arithmetic():
            return (node.left, node.right)
        case Logic() | Coalesce():
            return node.items
        case Not() | IsNull():
            return (node.item,)
        case In():
            return (node.item, *node.among)
        case Case():
            return (*(part for branch in node.branches for part in branch), node.otherwise)


def names_in(node: Node) -> Iterator[str]:
    """Every name under a node, repeated as often as it is written."""
    if isinstance(node, Name):
        yield node.name
    for child in children(node):
        yield from names_in(child)
