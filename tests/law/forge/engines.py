"""DuckDB, SQLite and PostgreSQL behind one face, so that one plan runs on each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import psycopg
import pyarrow as pa

from xiezhi.insight.audit import cuts, dues
from xiezhi.law.facts.sql_layout import made
from xiezhi.law.facts.to_sql import Lookup
from xiezhi.law.norms.sql_verdicts import Cutting
from xiezhi.law.periods.calendar import Calendar

Rows = Sequence[Sequence[Any]]
WORD, WHOLE = "VARCHAR", "BIGINT"


class Engine:
    """A database that takes tables and the steps of a plan. `columns` are names with their SQL type."""

    name = ""

    def __init__(self, con: Any) -> None:
        self.con = con

    def execute(self, text: str) -> Any:
        return self.con.execute(text)

    def put(self, table: str, columns: Mapping[str, str], rows: Rows) -> None:
        for text in made(table, _empty(columns)):
            self.execute(text)
        if rows:
            self._insert(table, columns, rows)

    def _insert(self, table: str, columns: Mapping[str, str], rows: Rows) -> None:
        raise NotImplementedError

    def run(self, steps: Iterable[str | Lookup | Cutting], calendar: Calendar) -> None:
        for step in steps:
            if isinstance(step, Lookup):
                dues.fill(self, step, calendar, _keep)
            elif isinstance(step, Cutting):
                cuts.fill(self, step, calendar, _keep)
            else:
                self.execute(step)

    def fetch(self, query: str) -> Iterator[dict[str, Any]]:
        found = self.execute(query)
        names = [column[0] for column in found.description]
        return (dict(zip(names, row, strict=True)) for row in found.fetchall())


def _empty(columns: Mapping[str, str]) -> str:
    typed = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns.items())
    return f"SELECT {typed} WHERE 1 = 0"


def _keep(
    engine: Engine, table: str, names: Sequence[str], rows: Iterable[Any], words: int
) -> None:
    kinds = [WORD] * words + [WHOLE] * (len(names) - words)
    engine.put(table, dict(zip(names, kinds, strict=True)), list(rows))


class DuckDB(Engine):
    name = "duckdb"

    def _insert(self, table: str, columns: Mapping[str, str], rows: Rows) -> None:
        arrays = [
            pa.array([row[i] for row in rows], pa.string() if kind == WORD else pa.int64())
            for i, kind in enumerate(columns.values())
        ]
        self.con.register("put_rows", pa.table(arrays, names=list(columns)))
        self.execute(f"INSERT INTO {table} SELECT * FROM put_rows")
        self.con.unregister("put_rows")


class SQLite(Engine):
    name = "sqlite"

    def _insert(self, table: str, columns: Mapping[str, str], rows: Rows) -> None:
        marks = ", ".join("?" * len(columns))
        self.con.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


class PostgreSQL(Engine):
    name = "postgres"

    def execute(self, text: str) -> Any:
        return self.con.execute(text.encode())

    def put(self, table: str, columns: Mapping[str, str], rows: Rows) -> None:
        super().put(table, columns, rows)
        self.execute(f"ANALYZE {table}")

    def _insert(self, table: str, columns: Mapping[str, str], rows: Rows) -> None:
        with self.con.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def engines(postgres: str) -> Iterator[list[Engine]]:
    """One of each; `postgres` is the address of a server."""
    with (
        duckdb.connect() as duck,
        sqlite3.connect(":memory:", isolation_level=None) as lite,
        psycopg.connect(postgres, autocommit=True) as pg,
    ):
        duck.execute("SET threads = 1")
        yield [DuckDB(duck), SQLite(lite), PostgreSQL(pg)]
