"""What the worker does when a day begins: clocks and cards move on, the database learns its own shape."""

from __future__ import annotations

from time import monotonic

from django.db import connection

from xiezhi.matters.reads.clocks import turn
from xiezhi.supervision.follow import daily as judge_what_turns

#: SQLite plans queries by statistics it only takes when told; PostgreSQL does so by itself.
STATISTICS_SECONDS = 3600.0
_taken: list[float] = []


def daily() -> None:
    """One short round; the worker calls it again."""
    judge_what_turns()
    turn()
    if not _taken or monotonic() - _taken[-1] > STATISTICS_SECONDS:
        _taken[:] = [monotonic()]
        take_statistics()


def take_statistics() -> None:
    """A bounded ANALYZE: a thousand rows of each index."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
