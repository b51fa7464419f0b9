"""Files of a matter: taken in as a stream, encrypted, named by digest, verified when read back."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict
from errno import EDQUOT, ENOSPC
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from xiezhi.journal.acts import FileRef
from xiezhi.journal.ciphers import Damaged
from xiezhi.journal.container import chunks, fresh
from xiezhi.journal.failpoints import reach
from xiezhi.journal.intake import Readable, TooLarge, take
from xiezhi.journal.keys import file_key, unwrap
from xiezhi.journal.models import SealKey, StoredFile

if TYPE_CHECKING:
    from typing_extensions import Buffer


class FileRefused(Exception):
    """A file was not taken in; the message is what to show, and nothing of it is kept."""


class FileMissing(Exception):
    """No such file in the matter, or its key has been erased."""


class FileDamaged(Exception):
    """The stored bytes are not what was taken in."""


def folder() -> Path:
    """Where containers lie, two levels of digest prefixes deep."""
    return Path(settings.DATA) / "files"


def place(container: str) -> Path:
    """Path of the container with this SHA-256."""
    return folder() / container[:2] / container[2:4] / container


def store(
    stream: Readable,
    name: str,
    matter: str,
    type: str,
    *,
    limit: int | None = None,
    types: Collection[str] | None = None,
) -> FileRef:
    """Take in `stream` as a file of `matter`; the same bytes twice are kept once.

    `limit` in bytes and the allowed `types` are the caller's. When it returns, bytes and row are on disk;
    when it raises, or the process dies, nothing of the file is visible. Raises FileRefused.
    """
    if types is not None and type not in types:
        raise FileRefused(f"「{name}」的类型 {type} 不能上传，没有保存。")
    reach("upload.begin")
    key_id, key = file_key(matter)
    draft = _draft()
    try:
        with draft.open("r+b") as out:
            taken = take(stream, out, fresh(key, matter, type), limit)
        row = _keep(draft, StoredFile(**asdict(taken), matter=matter, type=type, key=key_id))
    except TooLarge:
        raise FileRefused(f"「{name}」超过 {limit} 字节，没有保存。") from None
    except OSError as fault:
        raise _full(fault, name) from fault
    finally:
        draft.unlink(missing_ok=True)
    reach("upload.kept")
    return FileRef(name, row.sha256, row.sm3, row.size, row.type)


def _full(fault: OSError, name: str) -> Exception:
    """What to raise when the disk gave out; any other fault as it is."""
    if fault.errno not in (ENOSPC, EDQUOT):
        return fault
    return FileRefused(
        f"服务器的存储空间已满，「{name}」没有保存，也没有留下残余。文件仍在您的设备上；"
        "请通知系统管理员腾出空间，然后重新办理。"
    )


def _draft() -> Path:
    incoming = folder() / "incoming"
    incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=incoming, delete=False) as file:
        return Path(file.name)


def _keep(draft: Path, row: StoredFile) -> StoredFile:
    """Move the container to its name, then make it known; the other order could name a file not there."""
    known = _known(row)
    if known is not None:
        return known
    target = place(row.id)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    reach("upload.rename")
    os.replace(draft, target)
    for parent in (target.parent, target.parent.parent, folder()):
        _sync(parent)
    reach("upload.row")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            return row
    except IntegrityError:
        target.unlink()
        return StoredFile.objects.get(matter=row.matter, sha256=row.sha256)


def _known(row: StoredFile) -> StoredFile | None:
    """The row under which the same bytes are already kept. Raises FileRefused, FileDamaged."""
    known = StoredFile.objects.filter(matter=row.matter, sha256=row.sha256).first()
    if known is None:
        return None
    if not SealKey.objects.filter(id=known.key).exists():
        raise FileRefused("该文件的内容已依法删除，不能再次存入本事项。")
    if not place(known.id).exists():
        raise FileDamaged(missing(row.matter, row.sha256))
    return known


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Reading(io.RawIOBase):
    """Plain bytes as a stream; the end is only reached if the whole file has its digest."""

    def __init__(self, row: StoredFile, key: bytes) -> None:
        self._source = place(row.id).open("rb")
        self._row, self._rest = row, b""
        self._chunks: Iterator[bytes] = chunks(self._source, key, row.matter, row.type)
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        while not self._rest:
            block = self._next()
            if block is None:
                return 0
            self._rest = block
        view = memoryview(buffer)
        given, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(given)] = given
        return len(given)

    def _next(self) -> bytes | None:
        try:
            block = next(self._chunks, None)
        except Damaged:
            raise FileDamaged(_damaged(self._row)) from None
        if block is None and self._digest.hexdigest() != self._row.sha256:
            raise FileDamaged(_damaged(self._row))
        self._digest.update(block or b"")
        return block

    def close(self) -> None:
        self._source.close()
        super().close()


def missing(matter: str, sha256: str) -> str:
    """What to say of a file whose bytes are gone."""
    return f"事项 {matter} 的文件 {sha256} 不在存储中，请从备份恢复。"


def _damaged(row: StoredFile) -> str:
    return f"事项 {row.matter} 的文件 {row.sha256} 已损坏或被改动，不能使用；请从备份恢复并运行 xiezhi journal verify。"


def open_file(matter: str, sha256: str) -> io.BufferedReader:
    """The plain bytes of a stored file. Raises FileMissing; reading raises FileDamaged."""
    row = StoredFile.objects.filter(matter=matter, sha256=sha256).first()
    key = SealKey.objects.filter(id=row.key).first() if row else None
    if row is None or key is None:
        raise FileMissing(f"事项 {matter} 没有文件 {sha256}，或其内容已依法删除。")
    try:
        return io.BufferedReader(_Reading(row, unwrap(key)), 64 * 1024)
    except FileNotFoundError:
        raise FileDamaged(missing(matter, sha256)) from None


def sweep(older_than_seconds: int = 24 * 3600) -> int:
    """Remove what interrupted uploads left: drafts, and containers no row names. The number removed."""
    limit, removed = time() - older_than_seconds, 0
    for path in folder().rglob("*"):
        if path.is_file() and path.stat().st_mtime < limit and not _named(path):
            with suppress(FileNotFoundError):
                path.unlink()
                removed += 1
    return removed


def _named(path: Path) -> bool:
    return path.parent.name != "incoming" and StoredFile.objects.filter(id=path.name).exists()
