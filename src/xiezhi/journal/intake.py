"""Taking in a file: SHA-256, encryption and writing here, SM3 in a second thread (it is the slowest part)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import BinaryIO, Protocol

from xiezhi.journal.container import CHUNK, Container
from xiezhi.journal.failpoints import reach

#: Blocks that may wait for SM3; bounds the memory of an upload to a few MiB.
WAITING = 8


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class TooLarge(Exception):
    """More bytes came than the caller allows."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Digests and size of the plain bytes; `id` is the SHA-256 of the container written."""

    id: str
    sha256: str
    sm3: str
    size: int


class _Sm3:
    """SM3 of blocks handed over, computed beside the caller."""

    def __init__(self) -> None:
        self._digest = hashlib.new("sm3")
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._room = Semaphore(WAITING)
        self._thread = Thread(target=self._work, name="sm3", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while (block := self._queue.get()) is not None:
            self._digest.update(block)
            self._room.release()

    def feed(self, block: bytes) -> None:
        self._room.acquire()
        self._queue.put(block)

    def close(self) -> str:
        self._queue.put(None)
        self._thread.join()
        return self._digest.hexdigest()


def take(stream: Readable, out: BinaryIO, container: Container, limit: int | None) -> Taken:
    """Write the container of `stream` to `out`, flushed to the disk. Raises TooLarge."""
    sm3, sha256, outer = _Sm3(), hashlib.sha256(), hashlib.sha256(container.header)
    size = 0
    try:
        out.write(container.header)
        for number, last, block in _blocks(stream):
            size += len(block)
            if limit is not None and size > limit:
                raise TooLarge
            sm3.feed(block)
            sha256.update(block)
            sealed = container.chunk(number, last, block)
            outer.update(sealed)
            out.write(sealed)
            reach("upload.block")
        reach("upload.flush")
        out.flush()
        os.fsync(out.fileno())
    finally:
        other = sm3.close()
    return Taken(outer.hexdigest(), sha256.hexdigest(), other, size)


def _blocks(stream: Readable) -> Iterator[tuple[int, bool, bytes]]:
    """Whole chunks with their number, and whether it is the last; an empty file is one empty chunk."""
    number, block = 0, _full(stream)
    while True:
        following = _full(stream) if len(block) == CHUNK else b""
        yield number, not following, block
        if not following:
            return
        number, block = number + 1, following


def _full(stream: Readable) -> bytes:
    """The next CHUNK bytes, fewer only at the end, however small the stream's own pieces are."""
    block = stream.read(CHUNK)
    if len(block) in (0, CHUNK):
        return block
    parts, missing = [block], CHUNK - len(block)
    while missing and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
