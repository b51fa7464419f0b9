"""Section 7: a node's database and folders as a source; the two kinds of database differ below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from xiezhi.journal.verifier import strict
from xiezhi.journal.verifier.crypto import fingerprint
from xiezhi.journal.verifier.faults import Altered, Unusable
from xiezhi.journal.verifier.shapes import Box, FileRow, Line, Signed, Tried, WrappedKey

TABLES = ["entry", "logline", "attempt", "sealed", "storedfile", "checkpoint", "tile"]

LINES = """
SELECT l.position, l.entry_hash, l.log_hash, e.text, e.id, e.matter, e.seq, e.thread, e.procedure, e.parent,
       e.step, e.mode, e.occurred_at, e.recorded_at, e.key, e.hash
FROM journal_logline l LEFT JOIN journal_entry e ON e.id = l.entry_id ORDER BY l.position
"""
BOXES = """
SELECT s.id, s.name, s.key, s.box, s.entry_id
FROM journal_sealed s LEFT JOIN journal_logline l ON l.entry_id = s.entry_id
ORDER BY l.position IS NULL, l.position, s.id
"""
UNLOGGED = """
SELECT e.id, e.matter, e.seq, e.step FROM journal_entry e
LEFT JOIN journal_logline l ON l.entry_id = e.id WHERE l.position IS NULL ORDER BY e.matter, e.seq LIMIT 1
"""


class Database:
    """A database; subclasses say how to query it and how it keeps times."""

    partial = False
    opened = False

    def __init__(self, files: Path | None, keys: Path | None) -> None:
        self._files = files
        self.public = _public(keys)

    def query(self, statement: str) -> Iterable[tuple[Any, ...]]:
        raise NotImplementedError

    def guards(self) -> set[str]:
        """Names of the triggers in force, those of the format only."""
        raise NotImplementedError

    def expected_guards(self) -> set[str]:
        raise NotImplementedError

    def moment(self, text: str) -> Any:
        raise NotImplementedError

    def lines(self) -> Iterator[Line]:
        for position, entry, log, text, *columns in self.query(LINES):
            if not strict.fits([entry, log], [strict.DIGEST]):
                raise Altered(f"日志第 {position} 位的散列被改动：不合格式。")
            yield Line(position, entry, log, text, tuple(columns))

    def boxes(self) -> Iterator[Box]:
        for id, name, key, box, entry in self.query(BOXES):
            yield Box(id, name, key, _bytes(box), entry)

    def checkpoints(self) -> Iterator[Signed]:
        rows = self.query(
            "SELECT text, signature, number, size FROM journal_checkpoint ORDER BY number"
        )
        for text, signature, *columns in rows:
            yield Signed(text, signature, tuple(columns))

    def attempts(self) -> Iterator[Tried]:
        rows = self.query(
            "SELECT text, number, matter, step, recorded_at, hash FROM journal_attempt ORDER BY number"
        )
        for text, *columns in rows:
            yield Tried(text, tuple(columns))

    def files(self) -> Iterator[FileRow]:
        rows = self.query(
            "SELECT id, matter, sha256, sm3, size, type, key FROM journal_storedfile ORDER BY id"
        )
        for row in rows:
            found = FileRow(*row)
            if not strict.fits([found.id, found.sha256, found.sm3], [strict.DIGEST]):
                raise Altered(f"事项 {found.matter} 的文件登记 {found.id} 被改动：不合格式。")
            yield found

    def keys(self) -> Iterator[WrappedKey]:
        rows = self.query("SELECT id, matter, subject, wrapped FROM journal_sealkey ORDER BY id")
        for id, matter, subject, wrapped in rows:
            yield WrappedKey(id, matter, subject, _bytes(wrapped))

    def tiles(self) -> dict[int, str]:
        return {index: root for index, root in self.query('SELECT "index", root FROM journal_tile')}

    def proofs(self) -> dict[int, list[str]]:
        return {}

    def container(self, id: str) -> Path | None:
        return None if self._files is None else self._files / id[:2] / id[2:4] / id

    def finish(self, commitments: dict[tuple[str, str], str]) -> list[str]:
        """Entries without a place, guards taken away. Raises Altered."""
        for id, matter, seq, step in self.query(UNLOGGED):
            raise Altered(f"记载 {id}（事项 {matter} 第 {seq} 号，步骤 {step}）不在日志之中。")
        for name in sorted(self.expected_guards() - self.guards()):
            raise Altered(f"数据库中拒绝改动的触发器 {name} 被去除或停用。")
        return []


def _bytes(value: Any) -> bytes:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(value)


def _public(keys: Path | None) -> dict[str, str]:
    """Public keys by fingerprint. Raises Unusable."""
    if keys is None or not (keys / "signing.pub").is_file():
        return {}
    lines = (keys / "signing.pub").read_text(errors="replace").splitlines()
    try:
        return {fingerprint(line.split(" ")[1]): line.split(" ")[1] for line in lines}
    except (ValueError, IndexError):
        raise Unusable(f"{keys / 'signing.pub'} 不合格式，无法核对签名。") from None
