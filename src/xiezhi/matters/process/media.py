"""How long a recording is, read from its container. No decoding: an unreadable index is said, not guessed."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as TooShort
from struct import unpack
from typing import BinaryIO

#: Kinds of the first box of MP4 and MOV files.
FIRST = (b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip")
#: Boxes looked through before a file is said to have no index.
MOST_BOXES = 10_000


class Unreadable(ValueError):
    """The file is a recording by its beginning, but broken off or damaged; the message is what to show."""


def seconds_of(file: BinaryIO, name: str) -> int | None:
    """Whole seconds of an MP4, MOV or WAV by its content; None for everything else. Raises Unreadable."""
    file.seek(0)
    head = file.read(12)
    read = _movie if head[4:8] in FIRST else _wave if head[8:12] == b"WAVE" else None
    try:
        return None if read is None else round(read(file))
    except (TooShort, ZeroDivisionError, LookupError, OverflowError):
        raise Unreadable(
            f"录像或者录音“{name}”没有完整的索引，多半没有导完，没有保存。请从执法记录仪重新导出后再传。"
        ) from None
    finally:
        file.seek(0)


def _movie(file: BinaryIO) -> float:
    """mvhd says the time scale and the duration (ISO/IEC 14496-12, 8.2.2)."""
    start, size = _box(file, 0, _end(file), b"moov")
    start, size = _box(file, start, start + size, b"mvhd")
    file.seek(start)
    version = file.read(4)[0]
    file.seek(16 if version else 8, 1)
    scale, length = unpack(">IQ", file.read(12)) if version else unpack(">II", file.read(8))
    return float(length) / scale


def _box(file: BinaryIO, start: int, end: int, wanted: bytes) -> tuple[int, int]:
    """Where the content of the first box of this kind lies, and its length. Raises LookupError."""
    for kind, at, size in _boxes(file, start, end):
        if kind == wanted:
            return at, size
    raise LookupError(wanted)


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    for _ in range(MOST_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        size, kind = unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = unpack(">Q", file.read(8))[0], 16
        size = size or end - start
        if size < head or start + size > end:
            raise LookupError(kind)
        yield kind, start + head, size - head
        start += size


def _wave(file: BinaryIO) -> float:
    """fmt says the bytes of a second, data how many there are."""
    rate, at, end = 0, 12, _end(file)
    while at + 8 <= end:
        file.seek(at)
        kind, size = unpack("<4sI", file.read(8))
        if kind == b"fmt ":
            rate = unpack("<8xI", file.read(12))[0]
        if kind == b"data":
            if at + 8 + size > end:
                raise LookupError(kind)
            return float(size) / rate
        at += 8 + size + size % 2
    raise LookupError(b"data")


def _end(file: BinaryIO) -> int:
    return file.seek(0, 2)
