"""Keys: the node's master key in a file, the matters' keys wrapped by it in the database."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import get_ident

from django.conf import settings
from django.utils import timezone

from xiezhi.journal.ciphers import KEY, seal, unseal
from xiezhi.journal.ids import uuid7
from xiezhi.journal.models import SealKey
from xiezhi.journal.rows import insert, of

WRAP = b"xiezhi-wrap-v1"

#: Subject under which a matter's files are encrypted.
FILES = "files"


class MasterKeyMissing(RuntimeError):
    """The database holds wrapped keys, but the file with the master key is gone."""


def folder() -> Path:
    """Where the node's keys lie; readable by its own account only."""
    path = Path(settings.DATA) / "keys"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_file(path: Path) -> bytes:
    """The 32 bytes in `path` (hexadecimal, mode 0600), made once when there is none."""
    if not path.exists():
        _create(path, os.urandom(KEY).hex() + "\n")
    return bytes.fromhex(path.read_text().strip())


def _create(path: Path, text: str) -> None:
    """Write beside and link, so that of two processes or threads one wins and both read the same."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def master() -> bytes:
    """The node's master key. Raises MasterKeyMissing rather than making a second one."""
    path = folder() / "master.key"
    if not path.exists() and SealKey.objects.exists():
        raise MasterKeyMissing(
            f"找不到主密钥 {path}，已加密的内容无法读取。请从密钥备份恢复该文件后再启动；数据没有改动。"
        )
    return secret_file(path)


def _bound(row: SealKey) -> bytes:
    return f"{row.id}\n{row.matter}\n{row.subject}".encode()


def unwrap(row: SealKey, by: bytes | None = None) -> bytes:
    """The key in `row`, with the master key `by`. Raises Damaged."""
    return unseal(by or master(), WRAP, bytes(row.wrapped), _bound(row))


def _fresh(matter: str, subject: str, by: bytes) -> tuple[SealKey, bytes]:
    row, key = SealKey(id=uuid7(timezone.now()), matter=matter, subject=subject), os.urandom(KEY)
    row.wrapped = seal(by, WRAP, key, _bound(row))
    return row, key


def file_key(matter: str) -> tuple[str, bytes]:
    """Id and key of the files of `matter`, made at first need."""
    row = SealKey.objects.filter(matter=matter, subject=FILES).first()
    if row is None:
        made, _ = _fresh(matter, FILES, master())
        row, _ = SealKey.objects.get_or_create(
            matter=matter, subject=FILES, defaults={"id": made.id, "wrapped": made.wrapped}
        )
    return row.id, unwrap(row)


@dataclass(slots=True)
class KeyRing:
    """Keys of the matters a transaction holds locked: read once, new ones stored together."""

    matters: Collection[str]
    fresh: list[SealKey] = field(default_factory=list)
    _keys: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)
    _master: bytes | None = None

    def key(self, matter: str, subject: str) -> tuple[str, bytes]:
        """Id and key of `subject` in `matter`."""
        if self._master is None:
            self._master = master()
            for row in SealKey.objects.filter(matter__in=self.matters):
                self._keys[row.matter, row.subject] = row.id, unwrap(row, self._master)
        if (matter, subject) not in self._keys:
            made, key = _fresh(matter, subject, self._master)
            self.fresh.append(made)
            self._keys[matter, subject] = made.id, key
        return self._keys[matter, subject]

    def store(self) -> None:
        insert(SealKey, [of(row) for row in self.fresh])


def keys_by_id(ids: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Subject and key by id; erased keys are absent."""
    rows = list(SealKey.objects.filter(id__in=set(ids)))
    by = master() if rows else None
    return {row.id: (row.subject, unwrap(row, by)) for row in rows}
