"""The small language in which document descriptions say when a clause or an element applies.

`when: {path: value}`: some value at `path` equals `value` (or one of a list; `"*"`: is given at all). A path is a
field, or `list.field` for a field of the rows of an item list. All conditions must hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

When = Mapping[str, Any]


def given(value: Any) -> bool:
    """Whether a value was given: neither missing nor empty. Zero and false are given."""
    return value is not None and value != "" and value != [] and value != ()


def rows(context: Mapping[str, Any], head: str) -> list[Mapping[str, Any]]:
    return list(context.get(head) or ())


def values_at(context: Mapping[str, Any], path: str, when: When | None = None) -> list[Any]:
    """Values at `path`; for `list.field` one per row that itself meets the conditions of `when` on that list."""
    head, _, tail = path.partition(".")
    if not tail:
        return [context.get(head)]
    own = {p[len(head) + 1 :]: v for p, v in (when or {}).items() if p.startswith(head + ".")}
    kept = (row for row in rows(context, head) if holds(own, row))
    return [row.get(tail) for row in kept]


def holds(when: When, context: Mapping[str, Any]) -> bool:
    """Whether all conditions hold."""
    return all(_meets(values_at(context, path), wanted) for path, wanted in when.items())


def _meets(values: list[Any], wanted: Any) -> bool:
    if wanted == "*":
        return any(given(value) for value in values)
    accepted = wanted if isinstance(wanted, list) else [wanted]
    return any(value in accepted for value in values)
