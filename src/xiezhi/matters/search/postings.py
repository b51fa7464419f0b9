"""The postings beside the texts: FTS5 without content on SQLite, an array with GIN on PostgreSQL.

FTS5 forgets a row only when told what it held, which is why `CaseText.line` keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from xiezhi.matters.search.grams import Line, numbers, tokens
from xiezhi.matters.search.models import CaseText

GIN = (
    "CREATE INDEX IF NOT EXISTS case_search_grams_gin ON case_search_grams"
    " USING gin (grams) WITH (fastupdate = off)"
)

Clause = tuple[str, list[Any]]


def put(rows: Sequence[CaseText]) -> None:
    """Add rows that were just stored."""
    if _sqlite():
        added = [(row.pk, tokens(bytes(row.line))) for row in rows]
        _many("INSERT INTO case_search_grams (rowid, grams) VALUES (%s, %s)", added)
    else:
        listed = [(row.pk, numbers(bytes(row.line))) for row in rows]
        _many("INSERT INTO case_search_grams (id, grams) VALUES (%s, %s)", listed)


def drop(rows: Sequence[CaseText]) -> None:
    """Take rows out before they are deleted."""
    if _sqlite():
        held = [("delete", row.pk, tokens(bytes(row.line))) for row in rows]
        forget = (
            "INSERT INTO case_search_grams (case_search_grams, rowid, grams) VALUES (%s, %s, %s)"
        )
        _many(forget, held)
    else:
        _many("DELETE FROM case_search_grams WHERE id = %s", [(row.pk,) for row in rows])


def clear() -> None:
    """Forget everything, before all is written anew: GIN is built in one go afterwards, by `tidy`."""
    with connection.cursor() as cursor:
        if _sqlite():
            cursor.execute(
                "INSERT INTO case_search_grams (case_search_grams) VALUES ('delete-all')"
            )
        else:
            cursor.execute("TRUNCATE case_search_grams")
            cursor.execute("DROP INDEX IF EXISTS case_search_grams_gin")


def tidy() -> None:
    """Merge what many small writes left; build what `clear` took down."""
    with connection.cursor() as cursor:
        if _sqlite():
            cursor.execute("INSERT INTO case_search_grams (case_search_grams) VALUES ('optimize')")
        else:
            cursor.execute(GIN)
            cursor.execute("ANALYZE case_search_grams")
            cursor.execute(f"ANALYZE {CaseText._meta.db_table}")


def holding(phrases: Sequence[Line]) -> Clause:
    """FROM and WHERE of the texts `t` that hold every phrase, with the arguments."""
    table = CaseText._meta.db_table
    if _sqlite():
        match = " AND ".join(f'"{tokens(each)}"' for each in phrases)
        joined = f"case_search_grams g CROSS JOIN {table} t ON t.id = g.rowid"
        return f"{joined} WHERE case_search_grams MATCH %s", [match]
    wanted = sorted({n for each in phrases for n in numbers(each)})
    near = "".join(" AND position(%s IN t.line) > 0" for _ in phrases)
    joined = f"case_search_grams g JOIN {table} t ON t.id = g.id"
    return f"{joined} WHERE g.grams @> %s::bigint[]{near}", [wanted, *phrases]


def order_key() -> str:
    """The column by which the postings are read newest first."""
    return "g.rowid" if _sqlite() else "g.id"


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def _many(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
