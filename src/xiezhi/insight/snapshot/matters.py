"""Matters → rows of `events` and of the item lists: what facts read of them, never a sealed value."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from xiezhi.insight.snapshot.columns import EVENTS, ITEMS, event_fields, item_fields
from xiezhi.insight.snapshot.sparse import SparseTable
from xiezhi.law.corpus import Corpus
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Scalar
from xiezhi.law.facts.values import Values, converters

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class MatterTables:
    """`add` takes the events of one matter in replay order; `close` ends the files.

    `unknown` counts field names that the corpus does not know; they are not written.
    """

    def __init__(self, corpus: Corpus, folder: Path, buckets: int) -> None:
        self.matters, self.buckets = 0, buckets
        self.unknown: Counter[str] = Counter()
        self._converters = converters(corpus.fields)
        self._fields, self._lists = event_fields(corpus), item_fields(corpus)
        self._known = frozenset({*corpus.fields, *self._lists})
        self.events = SparseTable(folder, "events", EVENTS, self._fields, buckets)
        self.items = {
            name: SparseTable(folder, f"items_{name}", ITEMS, fields, buckets)
            for name, fields in self._lists.items()
        }

    def add(self, events: Sequence[Event]) -> None:
        """One matter. `trace` counts matters and `line` events, in the order they are written."""
        self.matters += 1
        bucket = zlib.crc32(events[0].matter.encode()) % self.buckets
        for order, event in enumerate(events, 1):
            line = self.events.rows + 1
            head = _head(event, self.matters, line, order)
            self.events.add(bucket, head, self._values(event.fields, event, self._fields))
            for name in event.fields.keys() & self._lists.keys():
                self._add_items(bucket, name, event, line)
            self.unknown.update(event.fields.keys() - self._known)

    def close(self) -> None:
        for table in (self.events, *self.items.values()):
            table.close()

    def _add_items(self, bucket: int, name: str, event: Event, line: int) -> None:
        found = event.fields[name]
        rows = found if isinstance(found, list | tuple) else ()
        for index, row in enumerate(r for r in rows if isinstance(r, Mapping)):
            head = (event.matter, line, index, event.seq)
            values = self._values(row, event, self._lists[name])
            self.items[name].add(bucket, head, values)

    def _values(
        self, raw: Mapping[str, Any], event: Event, wanted: Container[str]
    ) -> dict[str, Scalar]:
        read = Values(raw, event, self._converters)
        found = {name: read[name] for name in raw if name in wanted}
        return {name: value for name, value in found.items() if value is not None}


def _head(event: Event, trace: int, line: int, order: int) -> tuple[Any, ...]:
    us = (event.at - _START) // _MICROSECOND
    recorded = Values({}, event, {})["recorded_day"]
    when = (us, event.day, event.minute, recorded)
    place = (event.thread, event.seq, order, event.mode)
    return (event.matter, trace, line, event.procedure, event.step, *when, *place)
