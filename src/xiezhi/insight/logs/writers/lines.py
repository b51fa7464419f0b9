"""The forms with one event a row: CSV, JSONL and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.insight.logs.standard import AT, CASE, FIELDS, PROCEDURE, RECORDED, STEP
from xiezhi.insight.logs.writers.records import Record

COLUMNS = (CASE, PROCEDURE, STEP, AT, RECORDED, FIELDS)
SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])
BATCH = 20_000


def write_csv(path: Path, records: Iterable[Record]) -> None:
    """UTF-8 with a heading; `fields` is a JSON object."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(map(_row, records))


def write_jsonl(path: Path, records: Iterable[Record]) -> None:
    """One JSON object a line; `fields` nested, what was not stated left out."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            told: dict[str, Any] = {n: v for n, v in record._asdict().items() if v}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def write_parquet(path: Path, records: Iterable[Record]) -> None:
    """All columns are text; `recorded` and `fields` may be NULL."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for rows in _batches(map(_row, records)):
            columns = zip(*rows, strict=True)
            arrays = [pa.array([cell or None for cell in c], pa.string()) for c in columns]
            writer.write_batch(pa.record_batch(arrays, schema=SCHEMA))


def _row(record: Record) -> tuple[str, ...]:
    fields = json.dumps(record.fields, ensure_ascii=False) if record.fields else ""
    return (*record[:-1], fields)


def _batches(rows: Iterator[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
