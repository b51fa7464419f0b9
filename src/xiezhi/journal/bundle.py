"""Export: a folder that anyone can verify offline with `xiezhi journal verify` (docs/journal-format.md, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xiezhi.journal.bundle_parts import parts, scope
from xiezhi.journal.bundle_writing import Writing


class FolderInUse(Exception):
    """The folder to export into already holds something."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What a bundle holds."""

    entries: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class _Folder:
    """Writes each part as a file of its own."""

    root: Path

    def open(self, path: str) -> BinaryIO:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("wb")


def export(folder: Path, matters: Sequence[str] = (), opened_too: bool = False) -> Exported:
    """Write the whole log, or the entries of `matters` with their proofs, into an empty `folder`.

    Files and personal values go in encrypted, without keys; with `opened_too` also in the clear, except
    those of complainants and informants (the caller logs that access). Signs a checkpoint first.
    Raises FolderInUse.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderInUse(f"{folder} 不是空文件夹，没有导出；请另选一个文件夹。")
    chosen = scope(matters, opened_too)
    for _ in Writing(_Folder(folder), chosen).all(parts(chosen)):
        pass
    return Exported(chosen.entries, len(chosen.files), chosen.size)
