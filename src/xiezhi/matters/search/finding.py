"""Looking cases up: every word must stand in the case, letter for letter; newest change first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from xiezhi.matters.search import postings
from xiezhi.matters.search.grams import phrase
from xiezhi.matters.search.models import CaseText
from xiezhi.matters.search.normal import words
from xiezhi.registry.scope import Scope

PAGE = 20
#: Counting stops here: "1,000 件以上" tells a person as much as the exact number.
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, newest first. `older` and `newer` are the ids to go on from, None at the end;
    `count` is at most `COUNTED`, `more` says that there are others."""

    rows: list[CaseText]
    words: list[str]
    older: int | None
    newer: int | None
    count: int
    more: bool


def find(scope: Scope, query: str, before: int | None = None, after: int | None = None) -> Found:
    """The cases this person may open that hold every word of `query`; `before` or `after` an id."""
    asked = words(query)
    if not asked or not scope.organs:
        return Found([], asked, None, None, 0, False)
    clause, arguments = _clause(scope, asked)
    ids, further = _page(clause, arguments, before, after)
    count = _count(clause, arguments)
    rows = CaseText.objects.in_bulk(ids)
    backward = before is None and after is not None
    onward, back = (True, further) if backward else (further, before is not None)
    return Found(
        rows=[rows[pk] for pk in ids if pk in rows],
        words=asked,
        older=ids[-1] if ids and onward else None,
        newer=ids[0] if ids and back else None,
        count=min(count, COUNTED),
        more=count > COUNTED,
    )


def _clause(scope: Scope, asked: Sequence[str]) -> postings.Clause:
    found, arguments = postings.holding([phrase(word) for word in asked])
    handling = scope.acting
    parts = []
    for layer, organs in (
        (CaseText.Layer.WHOLE, handling),
        (CaseText.Layer.OPEN, scope.organs - handling),
    ):
        if organs:
            parts.append(f"t.layer = {layer:d} AND t.organ IN ({_marks(organs)})")
            arguments += sorted(organs)
    return f"{found} AND ({' OR '.join(f'({part})' for part in parts)})", arguments


def _marks(values: frozenset[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _page(
    clause: str, arguments: list[Any], before: int | None, after: int | None
) -> tuple[list[int], bool]:
    """Ids of the page, newest first, and whether there are more beyond it in the direction of reading."""
    key, order, further = postings.order_key(), "DESC", ""
    limits: list[Any] = []
    if before is not None:
        further, limits = f" AND {key} < %s", [before]
    elif after is not None:
        further, limits, order = f" AND {key} > %s", [after], "ASC"
    select = f"SELECT t.id FROM {clause}{further} ORDER BY {key} {order} LIMIT {PAGE + 1}"
    with connection.cursor() as cursor:
        cursor.execute(select, [*arguments, *limits])
        ids = [pk for (pk,) in cursor.fetchall()]
    page = ids[:PAGE]
    return (page if order == "DESC" else page[::-1]), len(ids) > PAGE


def _count(clause: str, arguments: list[Any]) -> int:
    limited = f"SELECT 1 FROM {clause} LIMIT {COUNTED + 1}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({limited}) counted", arguments)
        return int(cursor.fetchone()[0])
