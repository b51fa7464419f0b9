"""One zip to hand over: a BagIt bag (RFC 8493) whose payload is the bundle, written while it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import RawIOBase
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings

from xiezhi.journal.bundle_parts import Part, Scope, parts
from xiezhi.journal.bundle_writing import Writing
from xiezhi.journal.signing import ALGORITHM, signer
from xiezhi.journal.wiring import local_now

BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class _Pipe(RawIOBase):
    """Takes what the zip writes and gives it out again; it only goes forward."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._blocks.append(bytes(data))  # type: ignore[call-overload]
        return len(self._blocks[-1])

    def taken(self) -> bytes:
        found = b"".join(self._blocks)
        self._blocks.clear()
        return found


@dataclass(slots=True)
class _Zip:
    """A sink below one folder of the zip; payload and tag files differ only in `under`."""

    zip: ZipFile
    name: str
    under: str = ""

    def open(self, path: str) -> IO[bytes]:
        now = local_now().timetuple()
        info = ZipInfo(f"{self.name}/{self.under}{path}", now[:6])
        info.compress_type = ZIP_STORED
        info.external_attr = 0o644 << 16
        return self.zip.open(info, "w", force_zip64=True)


@dataclass(slots=True)
class Bag:
    """`name`: the folder everything lies in; `extra`: payload beside the bundle, signed with it."""

    name: str
    chosen: Scope
    extra: Sequence[Part] = ()
    organisation: str = ""
    tags: dict[str, str] = field(default_factory=dict)

    def stream(self) -> Iterator[bytes]:
        """The zip, block by block. Raises FileDamaged or FileMissing where a stored file is not whole."""
        pipe = _Pipe()
        with ZipFile(pipe, "w", ZIP_STORED) as packed:
            for _ in self._written(packed):
                yield pipe.taken()
        yield pipe.taken()

    def _written(self, packed: ZipFile) -> Iterator[None]:
        payload = Writing(_Zip(packed, self.name, "data/"), self.chosen)
        yield from payload.all([*self.extra, *parts(self.chosen)])
        tags = Writing(_Zip(packed, self.name), self.chosen)
        yield from tags.text("bagit.txt", BAGIT)
        yield from tags.text("bag-info.txt", self._about(payload))
        yield from tags.text("manifest-sha256.txt", _sums(payload, "data/"))
        listed = _sums(tags, "")
        yield from tags.text("tagmanifest-sha256.txt", listed)
        by = signer()
        yield from tags.text("tagmanifest.sig", f"{ALGORITHM} {by.key} {by.sign(listed)}\n")

    def _about(self, payload: Writing) -> str:
        total = sum(row["size"] for row in payload.sums)
        lines = {
            "Source-Organization": self.organisation,
            "Bagging-Date": local_now().date().isoformat(),
            "External-Identifier": " ".join(self.chosen.matters) or settings.XIEZHI_NODE,
            "Payload-Oxum": f"{total}.{len(payload.sums)}",
            **self.tags,
        }
        return "".join(f"{name}: {' '.join(text.split())}\n" for name, text in lines.items())


def _sums(writing: Writing, under: str) -> str:
    rows = sorted(writing.sums, key=lambda row: str(row["path"]))
    return "".join(f"{row['sha256']}  {under}{row['path']}\n" for row in rows)
