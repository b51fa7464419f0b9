"""What a snapshot says of itself: `manifest.json`, the last file written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAME = "manifest.json"
FORMAT = "xiezhi-snapshot-1"


class SnapshotError(Exception):
    """The snapshot cannot be written or read; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`position` and `log_hash` of the node's log, `corpus` the SHA-256 of the loaded corpus.

    `filled`: table → field → how many values are not NULL; `unknown`: field names that the corpus does not
    know, not written; `files`: name → SHA-256. `taken_at` is ISO with zone. `parameters`: values set on the node.
    """

    node: str
    position: int
    log_hash: str
    corpus: str
    taken_at: str
    buckets: int
    matters: int
    rows: Mapping[str, int]
    registers: Mapping[str, int]
    filled: Mapping[str, Mapping[str, int]]
    unknown: Mapping[str, int]
    files: Mapping[str, str]
    format: str = FORMAT
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Raises SnapshotError when the folder is no snapshot of this format."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise SnapshotError(f"{folder} 里没有可读的 {NAME}，不是完整的快照；请重新生成。") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise SnapshotError(f"{folder} 的快照格式不是 {FORMAT}；请用本版本重新生成。")
    return Manifest(**content)


def digests(folder: Path) -> dict[str, str]:
    """File name → SHA-256 of every file in the folder."""
    found = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            found[path.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found
