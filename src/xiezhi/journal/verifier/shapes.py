"""What every source (bundle, SQLite, PostgreSQL) gives the checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Line:
    """A place in the log. `text` None: the entry is gone. `columns`: as stored, None in a bundle."""

    position: int
    entry_hash: str
    log_hash: str
    text: str | None
    columns: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A sealed value; `entry` is the column, None in a bundle."""

    id: str
    name: str
    key: str
    box: bytes
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint; `columns` are (number, size) as stored."""

    text: str
    signature: str
    columns: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A refused attempt; `columns` are (number, matter, step, recorded_at, hash)."""

    text: str
    columns: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    id: str
    matter: str
    sha256: str
    sm3: str
    size: int
    type: str
    key: str


@dataclass(frozen=True, slots=True)
class WrappedKey:
    id: str
    matter: str
    subject: str
    wrapped: bytes


@dataclass(slots=True)
class Secrets:
    """Keys at hand: `master` None means that nothing can be opened."""

    master: bytes | None = None
    by_id: dict[str, bytes] = field(default_factory=dict)


class Source(Protocol):
    """`partial`: only some matters, each entry with a proof. `opened`: values in the clear come with it.
    `public`: public keys by fingerprint. `finish` checks what only this kind of source has."""

    partial: bool
    opened: bool
    public: dict[str, str]

    def lines(self) -> Iterator[Line]: ...
    def boxes(self) -> Iterator[Box]: ...
    def checkpoints(self) -> Iterator[Signed]: ...
    def attempts(self) -> Iterator[Tried]: ...
    def files(self) -> Iterator[FileRow]: ...
    def keys(self) -> Iterator[WrappedKey]: ...
    def tiles(self) -> dict[int, str]: ...
    def proofs(self) -> dict[int, list[str]]: ...
    def container(self, id: str) -> Path | None: ...
    def moment(self, text: str) -> Any: ...
    def finish(self, commitments: dict[tuple[str, str], str]) -> list[str]: ...
