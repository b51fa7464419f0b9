"""A predicate of the corpus as a Chinese sentence, read from the tree that judges."""

from __future__ import annotations

from xiezhi.law.predicates import parse
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
from xiezhi.lawroom.words.facts import fact_title, unit_of, value_words
from xiezhi.registry.corpus import corpus

PARAMETER = "param."
_THAN = {"=": "是", "<>": "不是", "<": "少于", "<=": "不超过", ">": "超过", ">=": "不少于"}
_DAYS = {"=": "是", "<>": "不是", "<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}
#: What zero is said as beside a count.
_COUNTED = {"=": "为零", ">": "至少为1", "<>": "不为零"}
_TURNED = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_CALCULATED = {"+": "加", "-": "减", "*": "乘以"}


def condition_words(text: str) -> str:
    """办案机关是甲局，并且罚款金额超过10,000元."""
    return _said(parse(text).root)


def _said(node: Node, inside: bool = False) -> str:
    match node:
        case Logic(op=op, items=items):
            joined = ("，并且" if op == "AND" else "，或者").join(
                _said(each, True) for each in items
            )
            return f"（{joined}）" if inside else joined
        case Not(item=In() as item):
            return _among(item, "不是")
        case Not(item=IsNull(item=item)):
            return f"已记录{_value(item)}"
        case Not(item=item):
            return f"不属于（{_said(item)}）"
        case In():
            return _among(node, "是")
        case IsNull(item=item):
            return f"没有记录{_value(item)}"
        case Compare():
            return _compared(node)
        case _:
            return _value(node)


def _among(node: In, word: str) -> str:
    words = "、".join(_constant(each, _name(node.item)) for each in node.among)
    return f"{_value(node.item)}{word}{words}" + ("之一" if len(node.among) > 1 else "")


def _compared(node: Compare) -> str:
    left, right, op = node.left, node.right, node.op
    if isinstance(left, Constant) and not isinstance(right, Constant):
        left, right, op = right, left, _TURNED[op]
    name = _name(left)
    unit = unit_of(name)
    if unit == "bool" and isinstance(right, Constant) and op == "=":
        return f"{_value(left)}为“{_constant(right, name)}”"
    if unit == "count" and isinstance(right, Constant) and right.value == 0 and op in _COUNTED:
        return f"{_value(left)}{_COUNTED[op]}"
    words = _DAYS if unit in ("day", "min") else _THAN
    return f"{_value(left)}{words[op]}{_value(right, name)}"


def _name(node: Node) -> str:
    """The fact that decides in what words a constant beside it is said."""
    match node:
        case Name(name=name):
            return name
        case Coalesce(items=items):
            return _name(items[0])
        case Arithmetic(left=left):
            return _name(left)
        case _:
            return ""


def _value(node: Node, beside: str = "") -> str:
    match node:
        case Name(name=name) if name.startswith(PARAMETER):
            return f"参数“{corpus().title_of(name.removeprefix(PARAMETER))}”"
        case Name(name=name):
            return f"“{fact_title(name)}”"
        case Constant():
            return _constant(node, beside)
        case Arithmetic(op=op, left=left, right=right):
            return f"{_value(left)}{_CALCULATED[op]}{_value(right, beside)}"
        case Coalesce(items=items):
            return _otherwise(items)
        case Case(branches=branches, otherwise=otherwise):
            parts = [f"{_said(when)}时为{_value(then, beside)}" for when, then in branches]
            return "；".join([*parts, f"其他为{_value(otherwise, beside)}"])
        case _:
            return _said(node, True)


def _otherwise(items: tuple[Node, ...]) -> str:
    first, *rest = items
    if rest == [Constant("", "text")]:
        return f"{_value(first)}（须有记录）"
    last = "，再没有的用".join(_value(each, _name(first)) for each in rest)
    return f"{_value(first)}（没有记录的按{last}）"


def _constant(node: Constant, beside: str) -> str:
    return value_words(beside, int(node.value) if isinstance(node.value, bool) else node.value)
