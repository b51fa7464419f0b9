"""The digests of docs/journal-format.md: of an entry, of the log, of the commitment to a sealed value."""

from __future__ import annotations

import hashlib
from typing import Any

from xiezhi.journal.canonical import text_of


def of_text(text: str) -> str:
    """SHA-256 of a canonical text, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def log_start(node: str) -> str:
    """The log hash before position 1."""
    return of_text(f"xiezhi-log-v1\n{node}")


def log_next(before: str, position: int, entry_hash: str) -> str:
    """The log hash at `position`, over the one before it and the entry's hash."""
    data = bytes.fromhex(before) + position.to_bytes(8, "big") + bytes.fromhex(entry_hash)
    return hashlib.sha256(data).hexdigest()


def commitment(entry: str, name: str, salt: str, value: Any) -> str:
    """What an entry keeps of a sealed value (canonical data): binding to entry and name, hiding by the salt."""
    return of_text(text_of({"entry": entry, "name": name, "salt": salt, "value": value}))
