"""What a bundle holds: tables as lines of canonical text, containers, and what is given in the clear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

from xiezhi.journal.canonical import canonical
from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.files import FileDamaged, missing, open_file, place
from xiezhi.journal.models import Attempt, Checkpoint, LogLine, Sealed, SealKey, StoredFile
from xiezhi.journal.sealing import opened
from xiezhi.journal.tree import proof
from xiezhi.journal.wiring import wired

#: Bytes of one table kept in memory before it goes to a temporary file.
IN_MEMORY = 8 * 1024 * 1024
ROWS = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a bundle: its path, and its bytes when they are wanted."""

    path: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What goes in: entries of `matters` (empty: all) up to a signed checkpoint of `size` entries."""

    matters: tuple[str, ...]
    opened_too: bool
    size: int
    tried: int
    since: int
    files: tuple[StoredFile, ...]
    entries: int

    def lines(self) -> QuerySet[LogLine]:
        lines = LogLine.objects.select_related("entry").filter(position__lte=self.size)
        if self.matters:
            lines = lines.filter(entry__matter__in=self.matters)
        return lines.order_by("position")

    def sealed(self) -> QuerySet[Sealed]:
        rows = Sealed.objects.filter(entry__line__position__lte=self.size)
        if self.matters:
            rows = rows.filter(entry__matter__in=self.matters)
        return rows.order_by("entry__line__position", "id")


def scope(matters: Sequence[str], opened_too: bool) -> Scope:
    """Signs a checkpoint when there is something new, so that everything recorded until now is covered."""
    checkpoint()
    last = Checkpoint.objects.order_by("-number").first()
    rows = StoredFile.objects.order_by("id")
    found = Scope(
        matters=tuple(matters),
        opened_too=opened_too,
        size=last.size if last else 0,
        tried=last.content["attempts"]["count"] if last else 0,
        since=last.number if last and matters else 1,
        files=tuple(rows.filter(matter__in=matters) if matters else rows),
        entries=0,
    )
    return replace(found, entries=found.lines().count())


def parts(chosen: Scope) -> list[Part]:
    """All parts but the manifest. The tables are read now, in one transaction; files when they are opened."""
    with transaction.atomic():
        tables = [_table(name, rows) for name, rows in _tables(chosen)]
    return tables + list(_containers(chosen)) + list(_plain(chosen))


def _tables(chosen: Scope) -> Iterator[tuple[str, Iterable[str]]]:
    lines, size = chosen.lines(), chosen.size
    yield "entries.jsonl", (line.entry.text for line in lines.iterator(ROWS))
    yield "log.jsonl", (canonical(_line(line)) for line in lines.iterator(ROWS))
    yield "checkpoints.jsonl", (canonical(row) for row in _checkpoints(chosen.since))
    yield "sealed.jsonl", (canonical(_box(row)) for row in chosen.sealed().iterator(ROWS))
    yield "attempts.jsonl", () if chosen.matters else _attempts(chosen.tried)
    yield "files.jsonl", (canonical(_file(row)) for row in chosen.files)
    if chosen.matters:
        positions = lines.values_list("position", flat=True)
        yield "proofs.jsonl", (canonical(_proof(p, size)) for p in list(positions))
    if chosen.opened_too:
        values = opened(list(chosen.sealed()), wired().protected)
        yield "opened.jsonl", (canonical(_value(item)) for item in values if item.salt)


def _table(path: str, rows: Iterable[str]) -> Part:
    kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever opens the part
    for row in rows:
        kept.write(row.encode("utf-8") + b"\n")
    kept.seek(0)
    return Part(path, lambda: kept)


def _containers(chosen: Scope) -> Iterator[Part]:
    for row in chosen.files:
        yield Part(f"containers/{row.id}", partial(_stored, row))


def _stored(row: StoredFile) -> IO[bytes]:
    try:
        return place(row.id).open("rb")
    except FileNotFoundError:
        raise FileDamaged(missing(row.matter, row.sha256)) from None


def _plain(chosen: Scope) -> Iterator[Part]:
    """Files in the clear, those once whose bytes are in several matters."""
    kept = set(SealKey.objects.values_list("id", flat=True)) if chosen.opened_too else set()
    rows = {row.sha256: row for row in chosen.files if row.key in kept}
    for sha256, row in rows.items():
        yield Part(f"opened/{sha256}", partial(open_file, row.matter, sha256))


def _line(line: LogLine) -> dict[str, Any]:
    return {"position": line.position, "entry": line.entry_hash, "log": line.log_hash}


def _proof(position: int, size: int) -> dict[str, Any]:
    return {"position": position, "path": proof(position, size)}


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
