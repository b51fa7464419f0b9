"""Files: every file an entry names is kept, and its container holds exactly those bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes

from xiezhi.journal.verifier.crypto import NotAuthentic, blocks
from xiezhi.journal.verifier.faults import Altered
from xiezhi.journal.verifier.shapes import FileRow, Secrets, Source


@dataclass(frozen=True, slots=True)
class _Named:
    """What an entry says of a file."""

    sm3: str
    size: int
    type: str
    by: str


@dataclass(slots=True)
class Files:
    """Files named by the entries read so far; `checked`, `unopened` and `unread` count rows."""

    named: dict[tuple[str, str], _Named] = field(default_factory=dict)
    checked: int = 0
    unopened: int = 0
    unread: int = 0

    def note(self, content: dict[str, Any], name: str) -> None:
        for file in content["files"]:
            said = _Named(
                file["sm3"],
                file["size"],
                file["type"],
                f"{name}的附件「{file['name']}」",
            )
            self.named.setdefault((content["matter"], file["sha256"]), said)

    def check(
        self, rows: Iterable[FileRow], source: Source, secrets: Secrets, erased: set[str]
    ) -> None:
        """Raises Altered, naming the file and the entry it belongs to."""
        missing = dict(self.named)
        for row in rows:
            said = missing.pop((row.matter, row.sha256), None)
            name = said.by if said else f"事项 {row.matter} 的文件 {row.sha256}"
            if said and (said.sm3, said.size, said.type) != (row.sm3, row.size, row.type):
                raise Altered(f"{name}的登记被改动，与记载不符。")
            self._container(row, name, source, secrets, erased)
            self.checked += 1
        for said in missing.values():
            raise Altered(f"{said.by}没有登记，文件缺失。")

    def _container(
        self, row: FileRow, name: str, source: Source, secrets: Secrets, erased: set[str]
    ) -> None:
        path = source.container(row.id)
        if path is None:
            self.unread += 1
            return
        if not path.is_file():
            raise Altered(f"{name}的存储文件 {path.name} 缺失，或其登记被改动。")
        if _sha256(path) != row.id:
            raise Altered(f"{name}的存储文件 {path.name} 被改动。")
        key = secrets.by_id.get(row.key)
        if key is not None:
            _check_plain(row, name, path, key)
            return
        if secrets.master is not None and row.key not in erased:
            raise Altered(f"{name}缺少密钥，而没有依法删除的记载。")
        self.unopened += 1


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_plain(row: FileRow, name: str, path: Path, key: bytes) -> None:
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    try:
        with path.open("rb") as source:
            for block in blocks(source, key, row.matter, row.type):
                sha256.update(block)
                sm3.update(block)
                size += len(block)
    except (NotAuthentic, UnicodeError):
        raise Altered(f"{name}被改动：解不开，或其登记的事项、类型被改动。") from None
    if (sha256.hexdigest(), sm3.finalize().hex(), size) != (row.sha256, row.sm3, row.size):
        raise Altered(f"{name}被改动：摘要或大小不符。")
