"""Expression tree → Python function with SQL's three-valued logic: True, False or None.

Each node becomes one Python expression whose value is the node's value, None for NULL. Intermediate values are kept
in local names, so the source grows linearly with the text and no part is evaluated twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import count

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
    Scalar,
    names_in,
)

#: A row of facts (missing means NULL) → value.
Evaluate = Callable[[Mapping[str, Scalar]], Scalar]

_OPERATORS = {"=": "==", "<>": "!="}


@lru_cache(maxsize=8192)
def compiled(root: Node) -> Evaluate:
    """The function that evaluates `root` on one row."""
    space: dict[str, Evaluate] = {}
    exec(compile(source(root), "<predicate>", "exec"), space)
    return space["evaluate"]


def source(root: Node) -> str:
    """Python source of the function `evaluate(row)`."""
    writer = _Writer({name: f"n{i}" for i, name in enumerate(dict.fromkeys(names_in(root)))})
    body = writer.value(root)
    reads = "".join(f"    {local} = get({name!r})\n" for name, local in writer.locals.items())
    head = "    get = row.get\n" if reads else ""
    return f"def evaluate(row):\n{head}{reads}    return {body}\n"


class _Writer:
    def __init__(self, local_names: Mapping[str, str]) -> None:
        self.locals = local_names
        self._numbers = count()

    def value(self, node: Node) -> str:
        """Source of the value of `node`."""
        match node:
            case Name():
                return self.locals[node.name]
            case Constant():
                return repr(node.value)
            case Compare() | Arithmetic():
                return self._binary(node)
            case Logic():
                return self._logic(node)
            case Not():
                return self._not(node)
            case IsNull():
                return f"({self._held(node.item)[0]} is None)"
            case In():
                return self._membership(node)
            case Coalesce():
                return self._coalesce(node)
            case Case():
                return self._case(node)

    def _held(self, node: Node) -> tuple[str, str]:
        """(source that evaluates and keeps the value, source that reads it again)."""
        found = self.value(node)
        if isinstance(node, Name):
            return found, found
        kept = f"t{next(self._numbers)}"
        return f"({kept} := {found})", kept

    def _binary(self, node: Compare | Arithmetic) -> str:
        guards, reads = [], []
        for part in (node.left, node.right):
            if isinstance(part, Constant):
                guards += ["True"] if part.value is None else []
                reads.append(f"({part.value!r})")
            else:
                first, again = self._held(part)
                guards.append(f"{first} is None")
                reads.append(again)
        plain = f"{reads[0]} {_OPERATORS.get(node.op, node.op)} {reads[1]}"
        return f"(None if {' or '.join(guards)} else {plain})" if guards else f"({plain})"

    def _logic(self, node: Logic) -> str:
        decides = "False" if node.op == "AND" else "True"
        held = [self._held(item) for item in node.items]
        decided = " or ".join(f"{first} is {decides}" for first, _ in held)
        unknown = " or ".join(f"{again} is None" for _, again in held)
        return f"({decides} if {decided} else None if {unknown} else {node.op == 'AND'})"

    def _not(self, node: Not) -> str:
        first, again = self._held(node.item)
        return f"(None if {first} is None else not {again})"

    def _membership(self, node: In) -> str:
        first, again = self._held(node.item)
        among = tuple(each.value for each in node.among if each.value is not None)
        otherwise = "None" if any(each.value is None for each in node.among) else "False"
        return f"(None if {first} is None else True if {again} in {among!r} else {otherwise})"

    def _coalesce(self, node: Coalesce) -> str:
        *earlier, last = node.items
        tried = (self._held(item) for item in earlier)
        chain = "".join(f"{again} if {first} is not None else " for first, again in tried)
        return f"({chain}{self.value(last)})"

    def _case(self, node: Case) -> str:
        chain = "".join(
            f"{self.value(result)} if {self.value(condition)} else "
            for condition, result in node.branches
        )
        return f"({chain}{self.value(node.otherwise)})"
