"""Predicate text → expression tree, node by node against an allow-list; everything else is refused by name.

The subset (AND OR NOT, comparisons, + - * on integers, COALESCE, CASE WHEN, IS [NOT] NULL, IN) is the one that was
measured to mean the same in Python, DuckDB, SQLite and PostgreSQL. Texts compare only by `=`, `<>` and IN, because
databases order them differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

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
    Type,
)

#: Gives the expression text that stands for `param.<id>`; raises `KeyError` when there is no such parameter.
Expand = Callable[[str], str]

_ALLOWED = "AND、OR、NOT、比较、整数的 + - *、COALESCE、CASE WHEN、IS [NOT] NULL、IN"
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_LARGEST = 2**53


class PredicateError(ValueError):
    """A text that is not a predicate of the closed subset; the message is a Chinese sentence."""


def parse_tree(
    text: str, names: Mapping[str, str] | Collection[str] | None, expand: Expand | None
) -> tuple[Node, frozenset[str]]:
    """The tree of `text` and the ids of the parameters it names. Arguments as `predicates.parse`."""
    reader = _Reader(text, names, expand)
    root = reader.node(_sql_tree(text))
    return root, frozenset(reader.parameters)


def _sql_tree(text: str) -> Any:
    try:
        found = sqlglot.parse(text, read="duckdb")
    except (SqlglotError, RecursionError) as error:
        reason = str(error).split(".")[0]
        raise PredicateError(
            f"谓词「{text}」读不懂（{reason}），请检查括号、引号和运算符。"
        ) from error
    if len(found) != 1 or found[0] is None:
        raise PredicateError(f"谓词「{text}」应为恰好一个表达式。")
    return found[0]


@dataclass(slots=True)
class _Reader:
    text: str
    names: Mapping[str, str] | Collection[str] | None
    expand: Expand | None
    parameters: set[str] = field(default_factory=set)

    def node(self, sql: Any) -> Node:
        if type(sql) not in _READERS:
            self.refuse(sql, f"不在允许的子集内。可用：{_ALLOWED}")
        return _READERS[type(sql)](self, sql)

    def refuse(self, sql: Any, why: str) -> NoReturn:
        shown = sql.sql(dialect="duckdb") if isinstance(sql, exp.Expression) else str(sql)
        raise PredicateError(f"谓词「{self.text}」中的「{shown}」{why}。")

    def typed(self, sql: Any, wanted: Type) -> Node:
        """The node of `sql`, which must be of the `wanted` type."""
        found = self.node(sql)
        if found.type == "null":
            return Constant(None, wanted)
        if found.type == wanted or (found.type == "any" and wanted != "boolean"):
            return found
        self.refuse(sql, f"是{_CHINESE[found.type]}，这里应为{_CHINESE[wanted]}")

    def name(self, sql: exp.Column) -> Node:
        if sql.table == "param" and len(sql.parts) == 2:
            return self.parameter(sql)
        name = sql.name
        if len(sql.parts) != 1 or not _NAME.fullmatch(name):
            self.refuse(sql, "不是事实名，也不是 param.参数")
        if self.names is None:
            return Name(name, "any")
        if name not in self.names:
            self.refuse(sql, "不是这里看得到的事实")
        return Name(name, _type_of(self.names, name))

    def parameter(self, sql: exp.Column) -> Node:
        self.parameters.add(sql.name)
        if self.expand is None:
            return Name(f"param.{sql.name}", "integer")
        try:
            inner, _ = parse_tree(self.expand(sql.name), self.names, None)
        except KeyError:
            self.refuse(sql, "没有这个参数")
        except PredicateError as error:
            raise PredicateError(
                f"谓词「{self.text}」展开 {sql.sql()} 后不成立：{error}"
            ) from error
        return Constant(None, "integer") if inner.type == "null" else inner

    def literal(self, sql: exp.Literal) -> Node:
        if sql.is_string:
            if "\0" in sql.this:
                self.refuse(sql, "含有不能保存的字符")
            return Constant(sql.this, "text")
        if not re.fullmatch(r"[0-9]+", sql.this) or int(sql.this) > _LARGEST:
            self.refuse(sql, "不是整数；金额以分计，不写小数")
        return Constant(int(sql.this), "integer")

    def compare(self, op: str, sql: exp.Binary) -> Node:
        left, right = self.agreed([sql.this, sql.expression])
        if left.type == "boolean" or (left.type == "text" and op not in ("=", "<>")):
            self.refuse(
                sql, f"用 {op} 比较了{_CHINESE[left.type]}；文字只比较是否相等，条件直接书写"
            )
        return Compare(op, left, right)

    def arithmetic(self, op: str, sql: exp.Binary) -> Node:
        return Arithmetic(
            op, self.typed(sql.this, "integer"), self.typed(sql.expression, "integer")
        )

    def negative(self, sql: exp.Neg) -> Node:
        inner = self.typed(sql.this, "integer")
        if isinstance(inner, Constant) and isinstance(inner.value, int):
            return Constant(-inner.value, "integer")
        return Arithmetic("-", Constant(0, "integer"), inner)

    def logic(self, op: Any, sql: exp.Connector) -> Node:
        parts = tuple(self.typed(part, "boolean") for part in _flat(sql, type(sql)))
        return Logic(op, parts)

    def inverse(self, sql: exp.Not) -> Node:
        return Not(self.typed(sql.this, "boolean"))

    def is_null(self, sql: exp.Is) -> Node:
        if not isinstance(sql.expression, exp.Null):
            self.refuse(sql, "中 IS 之后只能是 [NOT] NULL")
        return IsNull(self.node(sql.this))

    def membership(self, sql: exp.In) -> Node:
        if not sql.expressions or any(sql.args.get(each) for each in ("query", "unnest", "field")):
            self.refuse(sql, "的 IN 之后应为非空的值列表")
        item, *among = self.agreed([sql.this, *sql.expressions])
        constants = tuple(each for each in among if isinstance(each, Constant))
        if len(constants) != len(among) or item.type == "boolean":
            self.refuse(sql, "的 IN 列表中只能是整数或加引号的词")
        return In(item, constants)

    def coalesce(self, sql: exp.Coalesce) -> Node:
        items = self.agreed([sql.this, *sql.expressions])
        return Coalesce(tuple(items), self.result_type(sql, items))

    def case(self, sql: exp.Case) -> Node:
        if sql.this is not None:
            self.refuse(sql, "应写作 CASE WHEN 条件 THEN 值，不写 CASE 值 WHEN")
        conditions = [self.typed(each.this, "boolean") for each in sql.args["ifs"]]
        results = [each.args["true"] for each in sql.args["ifs"]]
        *values, otherwise = self.agreed([*results, sql.args.get("default") or exp.Null()])
        branches = tuple(zip(conditions, values, strict=True))
        return Case(branches, otherwise, self.result_type(sql, [*values, otherwise]))

    def result_type(self, sql: Any, nodes: Sequence[Node]) -> Type:
        """The common type of the possible results."""
        found = _first_type(nodes)
        if found == "null":
            self.refuse(sql, "的结果只有 NULL")
        return found

    def agreed(self, parts: Sequence[Any]) -> list[Node]:
        """The nodes of `parts`, which must all have one type; NULL takes the type of the others."""
        found = [self.node(part) for part in parts]
        known = _first_type(found)
        for part, each in zip(parts, found, strict=True):
            if not {each.type, known} & {"null", "any"} and each.type != known:
                self.refuse(part, f"是{_CHINESE[each.type]}，与{_CHINESE[known]}放在一起")
            if "boolean" in (each.type, known) and "any" in (each.type, known):
                self.refuse(part, "把条件与值放在一起")
        return [_as_type(each, known) for each in found]


_CHINESE: dict[str, str] = {
    "integer": "整数",
    "text": "文字",
    "boolean": "条件",
    "any": "值",
    "null": "NULL",
}


def _first_type(nodes: Sequence[Node]) -> Type:
    """The type that the nodes have in common: a declared one, else `any`, else `null`."""
    types = [node.type for node in nodes]
    return next((t for t in types if t not in ("null", "any")), "any" if "any" in types else "null")


def _as_type(node: Node, known: Type) -> Node:
    return Constant(None, known) if isinstance(node, Constant) and node.value is None else node


def _type_of(names: Mapping[str, str] | Collection[str], name: str) -> Type:
    if not isinstance(names, Mapping):
        return "any"
    return "text" if names[name] == "word" else "integer"


def _flat(sql: Any, kind: type[Any]) -> Iterator[Any]:
    """The operands of a chain of one connector, without the parentheses around its links."""
    stack = [sql]
    while stack:
        part = stack.pop()
        inner: Any = part.unnest()
        if type(inner) is kind:
            stack += [inner.expression, inner.this]
        else:
            yield part


def _compare(op: str) -> Callable[[_Reader, Any], Node]:
    return lambda reader, sql: reader.compare(op, sql)


_READERS: dict[type[Any], Callable[[_Reader, Any], Node]] = {
    exp.Column: _Reader.name,
    exp.Literal: _Reader.literal,
    exp.Null: lambda reader, sql: Constant(None, "null"),
    exp.Boolean: lambda reader, sql: Constant(bool(sql.this), "boolean"),
    exp.Paren: lambda reader, sql: reader.node(sql.this),
    exp.Neg: _Reader.negative,
    exp.Not: _Reader.inverse,
    exp.Is: _Reader.is_null,
    exp.In: _Reader.membership,
    exp.Coalesce: _Reader.coalesce,
    exp.Case: _Reader.case,
    exp.EQ: _compare("="),
    exp.NEQ: _compare("<>"),
    exp.LT: _compare("<"),
    exp.LTE: _compare("<="),
    exp.GT: _compare(">"),
    exp.GTE: _compare(">="),
    exp.Add: lambda reader, sql: reader.arithmetic("+", sql),
    exp.Sub: lambda reader, sql: reader.arithmetic("-", sql),
    exp.Mul: lambda reader, sql: reader.arithmetic("*", sql),
    exp.And: lambda reader, sql: reader.logic("AND", sql),
    exp.Or: lambda reader, sql: reader.logic("OR", sql),
}
