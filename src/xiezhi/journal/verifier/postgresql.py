"""A PostgreSQL database as a source; the only part that needs psycopg."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from xiezhi.journal.verifier.database import TABLES, Database
from xiezhi.journal.verifier.faults import Unusable


class Postgresql(Database):
    """Reads one snapshot, row by row."""

    def __init__(self, url: str, files: Path | None, keys: Path | None) -> None:
        super().__init__(files, keys)
        try:
            self._connection = psycopg.connect(url)
        except psycopg.Error as fault:
            raise Unusable(f"连不上数据库：{fault}") from None
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._connection.read_only = True
        self._names = count()

    def query(self, statement: str) -> Iterable[tuple[Any, ...]]:
        cursor = self._connection.cursor(f"verify_{next(self._names)}")
        cursor.itersize = 2000
        return cursor.execute(statement.encode())

    def moment(self, text: str) -> datetime:
        return datetime.fromisoformat(text)

    def guards(self) -> set[str]:
        rows = self.query(
            "SELECT tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE tgenabled = 'A' AND prosrc LIKE '%RAISE EXCEPTION%'"
        )
        return {str(name) for (name,) in rows}

    def expected_guards(self) -> set[str]:
        return {f"journal_{t}_no_{what}" for t in TABLES for what in ("change", "truncate")}
