"""A SQLite file as a source."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from xiezhi.journal.verifier.database import TABLES, Database
from xiezhi.journal.verifier.faults import Altered, Unusable


class Sqlite(Database):
    """Reads the file in one transaction, without writing to it."""

    def __init__(self, path: Path, files: Path | None, keys: Path | None) -> None:
        super().__init__(files, keys)
        if not path.is_file():
            raise Unusable(f"找不到数据库文件 {path}。")
        self._connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        self._connection.isolation_level = None
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        self.query("BEGIN")

    def query(self, statement: str) -> Iterable[tuple[Any, ...]]:
        return self._connection.execute(statement)

    def moment(self, text: str) -> str:
        return str(datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None))

    def guards(self) -> set[str]:
        rows = self.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, sql in rows if "RAISE(ABORT" in sql}

    def expected_guards(self) -> set[str]:
        return {
            f"journal_{t}_no_{what}" for t in TABLES for what in ("update", "delete", "replace")
        }

    def finish(self, commitments: dict[tuple[str, str], str]) -> list[str]:
        for (problem,) in self.query("PRAGMA integrity_check(1)"):
            if problem != "ok":
                raise Altered(f"数据库文件的结构已损坏：{problem}。")
        return super().finish(commitments)
