"""Predicates: one text, a closed subset of SQL, compiled to Python and to SQL with the same meaning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from xiezhi.law.predicates.nodes import Node, Scalar, Type, names_in
from xiezhi.law.predicates.parse import Expand, PredicateError, parse_tree
from xiezhi.law.predicates.python import Evaluate, compiled
from xiezhi.law.predicates.sql import DIALECTS, quoted, text_of

__all__ = ["Evaluate", "Expand", "Predicate", "PredicateError", "Scalar", "parse"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A checked expression.

    `names` are the facts it reads (key facts of expanded parameters included); `parameters` the ids of the
    parameters that its text names.
    """

    text: str
    root: Node
    names: frozenset[str]
    parameters: frozenset[str]

    @property
    def type(self) -> Type:
        """What it yields: `boolean` for a condition, `integer` or `text` for a value."""
        return self.root.type

    def python(self) -> Evaluate:
        """A function of one row (name → value, missing = NULL): True, False, an integer, a text, or None."""
        return compiled(self.root)

    def sql(self, dialect: str, column: Callable[[str], str] = quoted) -> str:
        """SQL text; `column` gives the SQL of a name (default: the quoted name). The text is the same on all
        three dialects; a dialect that the meaning was not tested on is refused."""
        if dialect not in DIALECTS:
            raise ValueError(f"谓词未在 {dialect} 上验证过，可用：{'、'.join(DIALECTS)}")
        return text_of(self.root, column)


def parse(
    text: str,
    names: Mapping[str, str] | Collection[str] | None = None,
    expand: Expand | None = None,
) -> Predicate:
    """The predicate that `text` states.

    `names`: the facts it may read; as a mapping name → unit (`word` is text, everything else an integer) types are
    checked too; None allows every name. `expand` gives the expression of a parameter
    (`Parameter.expression(day fact)`); without it `param.x` is read from the row under that very name.
    Raises `PredicateError` naming the offending part.
    """
    root, parameters = parse_tree(text, names, expand)
    return Predicate(text, root, frozenset(names_in(root)), parameters)
