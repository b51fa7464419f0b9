"""The whole journal matter by matter, as it stood at one position of the log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from xiezhi.journal.history import corrected, past
from xiezhi.journal.models import Entry, LogLine
from xiezhi.law.events import Event

#: Entries fetched at a time.
FETCH = 1000


def log_head() -> tuple[int, str]:
    """The last position of the log and the log's hash there; (0, "") before the first entry."""
    last = LogLine.objects.order_by("-position").first()
    return (last.position, last.log_hash) if last else (0, "")


def histories(until: int) -> Iterator[list[Event]]:
    """Every matter as `reads.history` gives it, from entries up to log position `until` and no later ones.

    Personal fields read 〔密封〕. One matter is in memory at a time; entries recorded meanwhile do not show.
    """
    rows = Entry.objects.filter(line__position__lte=until).order_by("matter", "seq")
    texts = rows.values_list("matter", "text", "hash").iterator(chunk_size=FETCH)
    for _, group in groupby(texts, key=itemgetter(0)):
        yield corrected([past(text, digest) for _, text, digest in group])
