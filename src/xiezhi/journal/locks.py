"""One writer at a time: per matter while the law is asked, for the node's log just before the commit.

On SQLite every write transaction is IMMEDIATE and excludes the others (checked at start-up), so there
is nothing to take.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection

LOG = 0x5845_5A48_0001
MATTERS = 0x5845


def lock_matters(names: Iterable[str]) -> None:
    """Wait for the matters (and keys) named, all at once and in one order, until the transaction ends."""
    numbers = sorted({_number(name) for name in names})
    if connection.vendor == "postgresql" and numbers:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, n) FROM unnest(%s::int[]) AS n",
                [MATTERS, numbers],
            )


def lock_log() -> None:
    """Wait for the node's log until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG])


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big", signed=True)
