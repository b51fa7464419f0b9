"""The encrypted container of a file: header, then chunks of 1 MiB, each authenticated in its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from xiezhi.journal.ciphers import TAG, Damaged, Suite, chosen, derive, suite

MAGIC = b"XZF1"
SALT = 16
HEADER = len(MAGIC) + 1 + SALT
CHUNK = 1024 * 1024
PURPOSE = b"xiezhi-file-v1"


@dataclass(frozen=True, slots=True)
class Container:
    """One file's key and header; `bound` is the matter and media type the bytes belong to."""

    suite: Suite
    key: bytes
    header: bytes
    bound: bytes

    def chunk(self, number: int, last: bool, data: bytes) -> bytes:
        """The chunk as stored."""
        return self.suite.encrypt(self.key, _nonce(number, last), data, self.bound)

    def plain(self, number: int, last: bool, data: bytes) -> bytes:
        """The chunk in the clear. Raises Damaged."""
        return self.suite.decrypt(self.key, _nonce(number, last), data, self.bound)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def fresh(key: bytes, matter: str, type: str) -> Container:
    """A container for a new file of `matter`."""
    algorithm, salt = chosen(), os.urandom(SALT)
    return _container(key, MAGIC + bytes([algorithm.code]) + salt, algorithm, matter, type)


def _container(key: bytes, header: bytes, algorithm: Suite, matter: str, type: str) -> Container:
    inner = derive(key, algorithm, PURPOSE, header[-SALT:])
    return Container(algorithm, inner, header, header + f"{matter}\n{type}".encode())


def chunks(stream: BinaryIO, key: bytes, matter: str, type: str) -> Iterator[bytes]:
    """The file's plain bytes, chunk by chunk, each verified before it is given out. Raises Damaged."""
    header = stream.read(HEADER)
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise Damaged
    container = _container(key, header, suite(header[len(MAGIC)]), matter, type)
    number, block = 0, stream.read(CHUNK + TAG)
    while True:
        following = stream.read(CHUNK + TAG)
        yield container.plain(number, not following, block)
        if not following:
            return
        number, block = number + 1, following
