"""The index reads on in the log, so it catches up after the fact and never holds an act back."""

from __future__ import annotations

from collections.abc import Sequence

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import newest_in
from xiezhi.journal.wiring import Follower
from xiezhi.matters.search.index import index

NAME = "matters.search"


def handle(entry: Entry) -> None:
    """Index the case of its newest entry."""
    handle_all([entry])


def handle_all(entries: Sequence[Entry]) -> None:
    """Index the cases whose newest entry is among these; the others come again later."""
    index(newest_in(entries))


FOLLOWERS = (Follower(NAME, handle, handle_all),)
