"""Parquet tables with many columns of which each row fills few."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.insight.snapshot.columns import Columns
from xiezhi.law.facts.context import Scalar

#: Rows held per bucket before they are written.
BATCH = 20_000


@dataclass(slots=True)
class _Held:
    """Rows not yet written: leading columns by row, fields by column as (row, value)."""

    heads: list[tuple[Any, ...]] = field(default_factory=list)
    cells: defaultdict[str, list[tuple[int, Scalar]]] = field(
        default_factory=lambda: defaultdict(list)
    )


class SparseTable:
    """Appends rows to `<name>-<bucket>.parquet`. `rows` counts them, `filled` each field's values."""

    def __init__(
        self, folder: Path, name: str, head: Columns, fields: Mapping[str, Any], buckets: int
    ) -> None:
        self._fields, self._width = dict(fields), len(head)
        self.schema = pa.schema([*head, *((f"f_{n}", kind) for n, kind in fields.items())])
        self.rows = 0
        self.filled: Counter[str] = Counter()
        self._held = [_Held() for _ in range(buckets)]
        self._writers = [
            pq.ParquetWriter(folder / f"{name}-{n}.parquet", self.schema, compression="zstd")
            for n in range(buckets)
        ]

    def add(self, bucket: int, head: tuple[Any, ...], values: Mapping[str, Scalar]) -> None:
        """Append one row: its leading columns and those of its fields that are not NULL."""
        held = self._held[bucket]
        for name, value in values.items():
            held.cells[name].append((len(held.heads), value))
        held.heads.append(head)
        self.rows += 1
        if len(held.heads) >= BATCH:
            self._flush(bucket)

    def close(self) -> None:
        """Write what is left and end the files."""
        for bucket, writer in enumerate(self._writers):
            self._flush(bucket)
            writer.close()

    def _flush(self, bucket: int) -> None:
        held = self._held[bucket]
        if held.heads:
            kinds = self.schema.types[: self._width]
            columns = zip(zip(*held.heads, strict=True), kinds, strict=True)
            arrays = [pa.array(column, kind) for column, kind in columns]
            arrays += [self._array(held, name, kind) for name, kind in self._fields.items()]
            self._writers[bucket].write_batch(pa.record_batch(arrays, schema=self.schema))
            self._held[bucket] = _Held()

    def _array(self, held: _Held, name: str, kind: Any) -> Any:
        cells = held.cells.get(name)
        if cells is None:
            return pa.nulls(len(held.heads), kind)
        column: list[Scalar] = [None] * len(held.heads)
        for row, value in cells:
            column[row] = value
        self.filled[name] += len(cells)
        return pa.array(column, kind)
