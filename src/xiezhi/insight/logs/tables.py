"""The Parquet files of a staged log: `events-<bucket>.parquet` and `items_<list>-<bucket>.parquet`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.insight.logs.mapping import FieldOf, ListOf, LogMapping
from xiezhi.insight.logs.values import INTEGRAL, Value, kind_of
from xiezhi.law.corpus import Corpus

#: Rows held per bucket before they are written.
BATCH = 50_000
EVENT_HEAD = (
    ("matter", pa.string()),
    ("trace", pa.int64()),
    ("line", pa.int64()),
    ("procedure", pa.string()),
    ("step", pa.string()),
    ("at_us", pa.int64()),
    ("day", pa.int64()),
    ("min", pa.int64()),
    ("recorded_day", pa.int64()),
)
ITEM_HEAD = (("matter", pa.string()), ("line", pa.int64()), ("idx", pa.int64()))


class Table:
    """Appends rows to one Parquet file per bucket, a batch at a time."""

    def __init__(self, folder: Path, name: str, schema: Any, buckets: int) -> None:
        self.schema = schema
        self._fields = [n.removeprefix("f_") for n in schema.names if n.startswith("f_")]
        self._rows: list[list[tuple[Any, ...]]] = [[] for _ in range(buckets)]
        self._writers = [
            pq.ParquetWriter(folder / f"{name}-{bucket}.parquet", schema, compression="zstd")
            for bucket in range(buckets)
        ]

    def add(self, bucket: int, head: tuple[Any, ...], values: dict[str, Value]) -> None:
        """Append one row: its leading columns and its fields."""
        rows = self._rows[bucket]
        rows.append((*head, *map(values.get, self._fields)))
        if len(rows) >= BATCH:
            self._flush(bucket)

    def close(self) -> None:
        """Write what is left and end the files."""
        for bucket, writer in enumerate(self._writers):
            self._flush(bucket)
            writer.close()

    def _flush(self, bucket: int) -> None:
        rows = self._rows[bucket]
        if rows:
            columns = zip(*rows, strict=True)
            arrays = [pa.array(c, f.type) for c, f in zip(columns, self.schema, strict=True)]
            self._writers[bucket].write_batch(pa.record_batch(arrays, schema=self.schema))
            rows.clear()


def event_table(mapping: LogMapping, corpus: Corpus, folder: Path, buckets: int) -> Table:
    return Table(folder, "events", _schema(EVENT_HEAD, mapping.fields, corpus), buckets)


def item_table(of: ListOf, corpus: Corpus, folder: Path, buckets: int) -> Table:
    return Table(folder, f"items_{of.name}", _schema(ITEM_HEAD, of.fields, corpus), buckets)


def _schema(head: Iterable[tuple[str, Any]], fields: Iterable[FieldOf], corpus: Corpus) -> Any:
    names = dict.fromkeys(f.field for f in fields)
    typed = [(f"f_{name}", _type(kind_of(corpus, name))) for name in names]
    return pa.schema([*head, *typed])


def _type(kind: str) -> Any:
    return pa.int64() if kind in INTEGRAL else pa.string()
