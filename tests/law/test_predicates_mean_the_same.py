"""One text, one meaning: compiled Python = DuckDB = SQLite = PostgreSQL, NULLs everywhere, no difference allowed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import duckdb
import psycopg
from tests.law.random_predicates import INTEGERS, NAMES, Row, random_conditions, random_rows

from xiezhi.law.predicates import Predicate, parse

SEED = int(os.environ.get("XIEZHI_FUZZ_SEED", "20260301"))
PREDICATES = int(os.environ.get("XIEZHI_FUZZ_PREDICATES", "600"))
ROWS, BATCH = 150, 25

Ask = Callable[[str], list[tuple[Any, ...]]]

_COLUMNS = ", ".join(f"{name} {'BIGINT' if name in INTEGERS else 'VARCHAR'}" for name in NAMES)
_CREATE = f"CREATE TABLE f (rid BIGINT, {_COLUMNS})"


def _insert(mark: str) -> str:
    return f"INSERT INTO f VALUES ({', '.join([mark] * (len(NAMES) + 1))})"


def _records(rows: list[Row]) -> list[tuple[object, ...]]:
    return [(i, *row.values()) for i, row in enumerate(rows)]


def _duckdb(rows: list[Row]) -> Ask:
    db = duckdb.connect()
    db.execute(_CREATE)
    db.executemany(_insert("?"), _records(rows))
    return lambda text: db.execute(text).fetchall()


def _sqlite(rows: list[Row]) -> Ask:
    db = sqlite3.connect(":memory:")
    db.execute(_CREATE)
    db.executemany(_insert("?"), _records(rows))
    return lambda text: db.execute(text).fetchall()


def _answers(ask: Ask, dialect: str, predicates: list[Predicate]) -> list[list[bool | None]]:
    """Per predicate its value on every row, asked for in batches of columns."""
    answers: list[list[bool | None]] = []
    for at in range(0, len(predicates), BATCH):
        columns = ", ".join(p.sql(dialect) for p in predicates[at : at + BATCH])
        rows = ask(f"SELECT {columns} FROM f ORDER BY rid")
        answers += [[None if v is None else bool(v) for v in column] for column in zip(*rows)]  # noqa: B905
    return answers


def _python(rows: list[Row], predicates: list[Predicate]) -> list[list[object]]:
    return [[evaluate(row) for row in rows] for evaluate in (p.python() for p in predicates)]


def _differing(
    predicates: list[Predicate], one: Iterable[object], other: Iterable[object]
) -> list[str]:
    return [p.text for p, a, b in zip(predicates, one, other, strict=True) if a != b]


def test_python_duckdb_and_sqlite_agree_on_every_random_verdict() -> None:
    random = Random(SEED)
    rows = random_rows(random, ROWS)
    predicates = [parse(text, NAMES) for text in random_conditions(random, PREDICATES)]
    expected = _python(rows, predicates)
    assert _differing(predicates, expected, _answers(_duckdb(rows), "duckdb", predicates)) == []
    assert _differing(predicates, expected, _answers(_sqlite(rows), "sqlite", predicates)) == []
    verdicts = [verdict for column in expected for verdict in column]
    assert len(verdicts) == PREDICATES * ROWS
    for word in (True, False, None):
        assert verdicts.count(word) > len(verdicts) // 20


def test_postgresql_agrees_too(postgres: str) -> None:
    random = Random(SEED + 1)
    rows = random_rows(random, ROWS)
    predicates = [parse(text, NAMES) for text in random_conditions(random, PREDICATES)]
    expected = _python(rows, predicates)
    with psycopg.connect(postgres) as db:
        db.execute(_CREATE.replace("TABLE", "TEMP TABLE"))
        with db.cursor() as cursor:
            cursor.executemany(_insert("%s"), _records(rows))

        def ask(text: str) -> list[tuple[Any, ...]]:
            return db.execute(text.encode()).fetchall()

        assert _differing(predicates, expected, _answers(ask, "postgres", predicates)) == []
