"""Writes the understood events of a log to Parquet as rows of the audit's tables, in buckets by case.

A bucket holds whole cases (crc32 of the case id), so each bucket can be audited alone in bounded memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from xiezhi.insight.logs.arrange import arrange
from xiezhi.insight.logs.mapping import LogMapping
from xiezhi.insight.logs.opening import BadRow, RawEvent
from xiezhi.insight.logs.problems import LogError
from xiezhi.insight.logs.tables import event_table, item_table
from xiezhi.insight.logs.translate import Row, Translator, nothing
from xiezhi.law.corpus import Corpus


class Stage:
    """Writes one log. Rows that cannot be read are set aside (`aside`), or with `strict` the first raises LogError."""

    def __init__(
        self,
        log: Path,
        mapping: LogMapping,
        corpus: Corpus,
        folder: Path,
        buckets: int,
        strict: bool = False,
    ) -> None:
        self.log, self.folder, self.buckets = log, folder, buckets
        self._translator = Translator(log, mapping, corpus, strict)
        self.tally, self.aside = self._translator.tally, self._translator.aside
        self._written = 0
        self._events = event_table(mapping, corpus, folder, buckets)
        self._items = {
            each.name: item_table(each, corpus, folder, buckets) for each in mapping.lists
        }

    def add_all(self, events: Iterable[RawEvent | BadRow]) -> None:
        """Stage every event, then finish the files. Raises `LogError` when nothing was understood."""
        for event in events:
            row = self._translator.row(event)
            if row is not None:
                self._add(row)
        for table in (self._events, *self._items.values()):
            table.close()
        if self.tally.kept == 0:
            raise LogError([*self.aside.problems(), nothing(self.log, self.tally)])
        for bucket in range(self.buckets):
            arrange(self.folder, bucket)

    def _add(self, row: Row) -> None:
        bucket = zlib.crc32(row.case.encode()) % self.buckets
        line = self._written = self._written + 1
        recorded = row.recorded.day if row.recorded else None
        when = (row.at.us, row.at.day, row.at.minute, recorded)
        head = (row.case, row.trace, line, row.of.procedure, row.of.step, *when)
        self._events.add(bucket, head, row.values)
        for item in row.items:
            self._items[item.name].add(bucket, (row.case, line, item.place), item.values)
