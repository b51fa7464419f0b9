"""Export: a folder that anyone can verify offline with `xiezhi journal verify` (docs/journal-format.md)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from xiezhi.journal.canonical import canonical, moment
from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.files import open_file, place
from xiezhi.journal.models import Attempt, Checkpoint, LogLine, Sealed, SealKey, StoredFile
from xiezhi.journal.sealing import opened
from xiezhi.journal.signing import ALGORITHM, public_keys, signer
from xiezhi.journal.tree import proof
from xiezhi.journal.wiring import local_now, wired

BLOCK = 1024 * 1024


class FolderInUse(Exception):
    """The folder to export into already holds something."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What a bundle holds."""

    entries: int
    files: int
    size: int


def export(folder: Path, matters: Sequence[str] = (), opened_too: bool = False) -> Exported:
    """Write the whole log, or the entries of `matters` with their proofs, into an empty `folder`.

    Files and personal values go in encrypted, without keys; with `opened_too` also in the clear, except
    those of complainants and informants (the caller logs that access). Signs a checkpoint first.
    Raises FolderInUse.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderInUse(f"{folder} 不是空文件夹，没有导出；请另选一个文件夹。")
    checkpoint()
    with transaction.atomic():
        return _Writer(folder, tuple(matters)).write(opened_too)


@dataclass(slots=True)
class _Writer:
    folder: Path
    matters: tuple[str, ...]

    def write(self, opened_too: bool) -> Exported:
        last = Checkpoint.objects.order_by("-number").first()
        size, tried = (last.size, last.content["attempts"]["count"]) if last else (0, 0)
        lines = self._lines(size)
        self._entries(lines)
        since = last.number if last and self.matters else 1
        self._rows("checkpoints.jsonl", _checkpoints(since))
        self._rows("sealed.jsonl", (_box(row) for row in self._sealed(size)))
        self._texts("attempts.jsonl", [] if self.matters else _attempts(tried))
        if self.matters:
            proofs = ({"position": p, "path": proof(p, size)} for p in _positions(lines))
            self._rows("proofs.jsonl", proofs)
        files = self._files()
        if opened_too:
            self._open(size, files)
        self._manifest(size)
        return Exported(lines.count(), len(files), size)

    def _lines(self, size: int) -> QuerySet[LogLine]:
        lines = LogLine.objects.select_related("entry").filter(position__lte=size)
        if self.matters:
            lines = lines.filter(entry__matter__in=self.matters)
        return lines.order_by("position")

    def _entries(self, lines: QuerySet[LogLine]) -> None:
        self._texts("entries.jsonl", (line.entry.text for line in lines.iterator(BLOCK // 1024)))
        self._rows("log.jsonl", (_line(line) for line in lines.iterator(BLOCK // 1024)))

    def _sealed(self, size: int) -> Iterable[Sealed]:
        rows = Sealed.objects.filter(entry__line__position__lte=size)
        if self.matters:
            rows = rows.filter(entry__matter__in=self.matters)
        return rows.order_by("entry__line__position", "id").iterator(1000)

    def _files(self) -> list[StoredFile]:
        rows = StoredFile.objects.order_by("id")
        chosen = list(rows.filter(matter__in=self.matters) if self.matters else rows)
        self._rows("files.jsonl", (_file(row) for row in chosen))
        for row in chosen:
            target = self.folder / "containers" / row.id
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(place(row.id), target)
        return chosen

    def _open(self, size: int, files: Sequence[StoredFile]) -> None:
        values = opened(list(self._sealed(size)), wired().protected)
        self._rows("opened.jsonl", (_value(item) for item in values if item.salt))
        kept = set(SealKey.objects.values_list("id", flat=True))
        for row in files:
            if row.key in kept:
                self._plain(row)

    def _plain(self, row: StoredFile) -> None:
        target = self.folder / "opened" / row.sha256
        target.parent.mkdir(exist_ok=True)
        with target.open("wb") as out, open_file(row.matter, row.sha256) as source:
            shutil.copyfileobj(source, out, BLOCK)

    def _texts(self, name: str, texts: Iterable[str]) -> None:
        with (self.folder / name).open("w", encoding="utf-8", newline="\n") as out:
            for text in texts:
                out.write(text + "\n")

    def _rows(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        self._texts(name, (canonical(row) for row in rows))

    def _manifest(self, size: int) -> None:
        by = signer()
        text = canonical(
            {
                "v": 1,
                "format": "xiezhi-journal-bundle",
                "node": settings.XIEZHI_NODE,
                "at": moment(local_now()),
                "matters": list(self.matters) or None,
                "size": size,
                "alg": ALGORITHM,
                "key": by.key,
                "public": public_keys(),
                "files": _sums(self.folder),
            }
        )
        (self.folder / "manifest.json").write_text(text, encoding="utf-8")
        (self.folder / "manifest.sig").write_text(by.sign(text), encoding="utf-8")


def _positions(lines: QuerySet[LogLine]) -> list[int]:
    return list(lines.values_list("position", flat=True))


def _line(line: LogLine) -> dict[str, Any]:
    return {"position": line.position, "entry": line.entry_hash, "log": line.log_hash}


def _checkpoints(since: int) -> Iterator[dict[str, Any]]:
    for row in Checkpoint.objects.filter(number__gte=since).order_by("number"):
        yield {"text": row.text, "signature": row.signature}


def _attempts(count: int) -> Iterable[str]:
    rows = Attempt.objects.filter(number__lte=count).order_by("number")
    return rows.values_list("text", flat=True).iterator()


def _box(row: Sealed) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "key": row.key, "box": bytes(row.box).hex()}


def _file(row: StoredFile) -> dict[str, Any]:
    names = ("id", "matter", "sha256", "sm3", "size", "type", "key")
    return {name: getattr(row, name) for name in names}


def _value(item: Any) -> dict[str, Any]:
    return {"entry": item.entry, "name": item.name, "salt": item.salt, "value": item.value}


def _sums(folder: Path) -> list[dict[str, Any]]:
    """Digest and size of every file in the bundle, by path."""
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return [
        {
            "path": path.relative_to(folder).as_posix(),
            "sha256": _sha256(path),
            "size": path.stat().st_size,
        }
        for path in paths
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
