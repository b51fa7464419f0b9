"""Keys: the node's master key in a file, the matters' keys wrapped by it in the database."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xiezhi.journal.ciphers import KEY, seal, unseal
from xiezhi.journal.ids import uuid7
from xiezhi.journal.models import SealKey

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
    """Write beside and link, so that of two processes one wins and both read the same."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
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


def unwrap(row: SealKey) -> bytes:
    """The key in `row`. Raises Damaged."""
    return unseal(master(), WRAP, bytes(row.wrapped), _bound(row))


def key_for(matter: str, subject: str) -> tuple[str, bytes]:
    """Id and key of `subject` in `matter`, made at first need."""
    row = SealKey.objects.filter(matter=matter, subject=subject).first()
    if row is None:
        row, _ = SealKey.objects.get_or_create(
            matter=matter, subject=subject, defaults=_fresh(matter, subject)
        )
    return row.id, unwrap(row)


def _fresh(matter: str, subject: str) -> dict[str, object]:
    row = SealKey(id=uuid7(timezone.now()), matter=matter, subject=subject)
    return {"id": row.id, "wrapped": seal(master(), WRAP, os.urandom(KEY), _bound(row))}


def keys_by_id(ids: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Subject and key by id; erased keys are absent."""
    rows = SealKey.objects.filter(id__in=set(ids))
    return {row.id: (row.subject, unwrap(row)) for row in rows}
