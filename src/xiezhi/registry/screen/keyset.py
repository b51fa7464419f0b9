"""Turning the pages of a long list by the place of its last row: page 900 costs what page 1 costs.

A place is the row's values of the sort keys. Rows that come or go meanwhile shift nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20
SEPARATOR = "~"
BEFORE, AFTER = "before", "after"
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows shown; `previous` and `next` are the queries of the pages beside it, empty at the ends.

    `counted` is how many rows the whole list has, counted no further than one beyond `COUNTED`.
    """

    rows: list[Any]
    previous: str
    next: str
    counted: int | None = None

    @property
    def total(self) -> str:
        """The count in words: past a thousand the exact number tells nothing and costs a walk over the table."""
        count = self.counted or 0
        return f"{COUNTED:,} 条以上" if count > COUNTED else f"{count} 条"

    @property
    def alone(self) -> bool:
        return not (self.previous or self.next)


def sliced(
    request: HttpRequest,
    rows: QuerySet[Any],
    keys: Sequence[str],
    size: int = PAGE_SIZE,
    count: bool = False,
) -> Slice:
    """The page of `rows` behind `?after=` (or in front of `?before=`) a place, sorted by `keys`.

    `keys` are fields that are never empty, `-` in front for descending; the last is unique. A place that cannot
    be read is the beginning. `count` asks for `counted` as well.
    """
    backward = BEFORE in request.GET
    place = _place(rows.model, keys, request.GET.get(BEFORE if backward else AFTER, ""))
    order = [_turned(key) for key in keys] if backward and place else list(keys)
    wanted = rows.filter(_beyond(order, place)) if place else rows
    found = list(wanted.order_by(*order)[: size + 1])
    further, shown = len(found) > size, found[:size]
    if order != list(keys):
        shown.reverse()
    before, after = (further, True) if order != list(keys) else (bool(place), further)
    return Slice(
        shown,
        _query(request, BEFORE, keys, shown[0]) if shown and before else "",
        _query(request, AFTER, keys, shown[-1]) if shown and after else "",
        rows.order_by()[: COUNTED + 1].count() if count else None,
    )


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _place(model: type[Model], keys: Sequence[str], text: str) -> list[Any]:
    parts = text.split(SEPARATOR)
    if len(parts) != len(keys):
        return []
    try:
        fields = [model._meta.get_field(key.lstrip("-")) for key in keys]
        return [_typed(field, part) for field, part in zip(fields, parts, strict=True)]
    except (ValidationError, ValueError):
        return []


def _typed(field: Any, text: str) -> Any:
    value = getattr(field, "output_field", field).to_python(text)
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError(text)
    return value


def _beyond(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Behind the place: greater in the first key, or equal there and greater in the next, and so on."""
    names = [key.lstrip("-") for key in order]
    signs = ["lt" if key.startswith("-") else "gt" for key in order]
    found, same = Q(), Q()
    for name, sign, value in zip(names, signs, place, strict=True):
        found |= same & Q(**{f"{name}__{sign}": value})
        same &= Q(**{name: value})
    return found & Q(**{f"{names[0]}__{signs[0]}e": place[0]})


def _query(request: HttpRequest, direction: str, keys: Sequence[str], row: Any) -> str:
    query = request.GET.copy()
    for name in (BEFORE, AFTER):
        query.pop(name, None)
    query[direction] = SEPARATOR.join(_text(getattr(row, key.lstrip("-"))) for key in keys)
    return query.urlencode()


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
