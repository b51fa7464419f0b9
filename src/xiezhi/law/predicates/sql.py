"""Expression tree → SQL text that means the same on DuckDB, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

from xiezhi.law.predicates.nodes import (
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    In,
    IsNull,
    Logic,
    Name,
    Node,
    Not,
)

DIALECTS = ("duckdb", "sqlite", "postgres")

_TYPES = {"integer": "BIGINT", "text": "VARCHAR", "boolean": "BOOLEAN"}


def quoted(name: str) -> str:
    """A name as a column."""
    return '"' + name.replace('"', '""') + '"'


def text_of(root: Node, column: Callable[[str], str] = quoted) -> str:
    """SQL of `root`; `column` gives the SQL of each name."""
    return _Writer(column).value(root)


class _Writer:
    def __init__(self, column: Callable[[str], str]) -> None:
        self.column = column

    def value(self, node: Node, wide: bool = False) -> str:
        """SQL of `node`; `wide`: inside arithmetic, where 32-bit constants could overflow."""
        match node:
            case Name():
                return self.column(node.name)
            case Constant():
                return _wide(node) if wide else _constant(node)
            case Compare() | Arithmetic():
                deep = wide or isinstance(node, Arithmetic)
                return f"({self.value(node.left, deep)} {node.op} {self.value(node.right, deep)})"
            case Logic():
                return (
                    "(" + f" {node.op} ".join(self.value(item, wide) for item in node.items) + ")"
                )
            case Not():
                return f"(NOT {self.value(node.item, wide)})"
            case IsNull():
                return f"({self.value(node.item, wide)} IS NULL)"
            case In():
                among = ", ".join(map(_constant, node.among))
                return f"({self.value(node.item, wide)} IN ({among}))"
            case Coalesce():
                return f"COALESCE({', '.join(self.value(item, wide) for item in node.items)})"
            case Case():
                return self._case(node, wide)

    def _case(self, node: Case, wide: bool) -> str:
        branches = "".join(
            f" WHEN {self.value(condition)} THEN {self.value(result, wide)}"
            for condition, result in node.branches
        )
        return f"(CASE{branches} ELSE {self.value(node.otherwise, wide)} END)"


def _wide(node: Constant) -> str:
    """Integers as BIGINT, so that products of constants do not overflow."""
    plain = _constant(node)
    return (
        f"CAST({plain} AS BIGINT)" if node.type == "integer" and node.value is not None else plain
    )


def _constant(node: Constant) -> str:
    """A constant; NULL with its type, which PostgreSQL does not guess."""
    if node.value is None:
        kind = _TYPES.get(node.type)
        return f"CAST(NULL AS {kind})" if kind else "NULL"
    if isinstance(node.value, str):
        return "'" + node.value.replace("'", "''") + "'"
    return str(node.value).upper()
