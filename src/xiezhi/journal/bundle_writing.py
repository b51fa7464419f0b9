"""Writing the parts of a bundle block by block, summing them, and signing the list of sums last."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, Protocol

from django.conf import settings

from xiezhi.journal.bundle_parts import Part, Scope
from xiezhi.journal.canonical import canonical, moment
from xiezhi.journal.signing import ALGORITHM, public_keys, signer
from xiezhi.journal.wiring import local_now

BLOCK = 1024 * 1024


class Sink(Protocol):
    """Where parts go: `open` a path for writing, close what it gave before opening the next."""

    def open(self, path: str) -> IO[bytes]: ...


@dataclass(slots=True)
class Writing:
    """One bundle being written; `sums` are path, sha256 and size (bytes) of what is there already."""

    sink: Sink
    chosen: Scope
    sums: list[dict[str, Any]] = field(default_factory=list)

    def all(self, parts: Iterable[Part]) -> Iterator[None]:
        """Every part, then the manifest and its signature; stops after each block for the sink to be emptied."""
        for part in parts:
            yield from self.part(part)
        by = signer()
        text = canonical(self._manifest(by.key))
        for path, content in (("manifest.json", text), ("manifest.sig", by.sign(text))):
            yield from self.text(path, content)

    def part(self, part: Part) -> Iterator[None]:
        """Raises what reading raises: FileDamaged, FileMissing."""
        digest, size = hashlib.sha256(), 0
        with part.open() as source, self.sink.open(part.path) as out:
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                out.write(block)
                yield
        self.sums.append({"path": part.path, "sha256": digest.hexdigest(), "size": size})
        yield

    def text(self, path: str, content: str) -> Iterator[None]:
        yield from self.part(Part(path, lambda: BytesIO(content.encode("utf-8"))))

    def _manifest(self, key: str) -> dict[str, Any]:
        return {
            "v": 1,
            "format": "xiezhi-journal-bundle",
            "node": settings.XIEZHI_NODE,
            "at": moment(local_now()),
            "matters": list(self.chosen.matters) or None,
            "size": self.chosen.size,
            "alg": ALGORITHM,
            "key": key,
            "public": public_keys(),
            "files": sorted(self.sums, key=lambda row: str(row["path"])),
        }
