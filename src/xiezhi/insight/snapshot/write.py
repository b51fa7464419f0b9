"""Writes the snapshot of the node: whole under its name, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from xiezhi.insight.snapshot.manifest import Manifest, SnapshotError, digests
from xiezhi.insight.snapshot.matters import MatterTables
from xiezhi.insight.snapshot.parameters import stated
from xiezhi.insight.snapshot.progress import Progress, Say
from xiezhi.insight.snapshot.registers import write_registers
from xiezhi.journal.streaming import histories, log_head
from xiezhi.law.corpus import Corpus
from xiezhi.registry.parameters.reads import local_values

#: A bucket is meant to hold about this many entries; the audit holds one bucket in memory.
BUCKET_ENTRIES = 250_000
MOST_BUCKETS = 32


def write_snapshot(folder: Path, corpus: Corpus, say: Say, buckets: int | None = None) -> Manifest:
    """Write the node as it stands now to `folder`, which must be empty or not exist.

    One matter is in memory at a time. Raises SnapshotError or OSError; then nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SnapshotError(f"{folder} 已有内容，没有写快照；请另选一个文件夹。")
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        manifest = _written(part, corpus, say, buckets)
        manifest.write(part)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _written(folder: Path, corpus: Corpus, say: Say, buckets: int | None) -> Manifest:
    taken_at = timezone.localtime().isoformat(timespec="seconds")
    position, log_hash = _head()
    registers = write_registers(folder)
    tables = MatterTables(corpus, folder, buckets or _buckets(position))
    try:
        progress = Progress(position, say)
        for events in histories(position):
            tables.add(events)
            progress.reached(tables.events.rows)
    finally:
        tables.close()
    named = {"events": tables.events} | {f"items_{n}": t for n, t in tables.items.items()}
    return Manifest(
        node=settings.XIEZHI_NODE,
        position=position,
        log_hash=log_hash,
        corpus=corpus.version,
        taken_at=taken_at,
        buckets=tables.buckets,
        matters=tables.matters,
        rows={name: table.rows for name, table in named.items()},
        registers=registers,
        filled={name: dict(table.filled) for name, table in named.items()},
        unknown=dict(tables.unknown),
        files=digests(folder),
        parameters=stated(local_values()),
    )


def _head() -> tuple[int, str]:
    try:
        return log_head()
    except DatabaseError as fault:
        raise SnapshotError(
            f"读不到本节点的流水（{fault}）。请检查 XIEZHI_DATABASE，"
            "新节点先运行 xiezhi manage migrate。"
        ) from None


def _buckets(entries: int) -> int:
    return min(MOST_BUCKETS, 1 + entries // BUCKET_ENTRIES)
