"""Where findings go: Parquet, CSV or JSONL. A file appears under its name only when it is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

#: One finding. Days are dates; `facts` is a JSON object of what the verdict was computed from.
FINDING = pa.schema(
    [
        ("case", pa.string()),
        ("row", pa.string()),
        ("norm", pa.string()),
        ("title", pa.string()),
        ("verdict", pa.string()),
        ("severity", pa.string()),
        ("from_at", pa.string()),
        ("to_at", pa.string()),
        ("due_at", pa.string()),
        ("reason", pa.string()),
        ("facts", pa.string()),
    ]
)


class Sink(Protocol):
    """Takes batches of `FINDING` rows."""

    def write(self, batch: Any) -> None: ...

    def close(self) -> None: ...


class JsonLines:
    """One JSON object a line; `facts` nested, absent values left out."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")

    def write(self, batch: Any) -> None:
        for row in batch.to_pylist():
            found = {name: value for name, value in row.items() if value is not None}
            found["facts"] = json.loads(row["facts"])
            self._file.write(json.dumps(found, ensure_ascii=False) + "\n")

    def close(self) -> None:
        self._file.close()


_SINKS: dict[str, Callable[[Path], Any]] = {
    ".parquet": lambda path: pq.ParquetWriter(path, FINDING, compression="zstd"),
    ".csv": lambda path: arrow_csv.CSVWriter(str(path), FINDING),
    ".jsonl": JsonLines,
}
FORMS = tuple(_SINKS)


class Several:
    """Hands every batch to each of its sinks, which others close."""

    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._sinks = sinks

    def write(self, batch: Any) -> None:
        for sink in self._sinks:
            sink.write(batch)

    def close(self) -> None:
        """Nothing of its own."""


class Whole:
    """A sink beside `path` that takes its place at the end of a `with` block without error, else vanishes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Sink:
        self._sink: Sink = _SINKS[self.path.suffix](self._part)
        return self._sink

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._sink.close()
            if kind is None:
                self._part.replace(self.path)
        finally:
            self._part.unlink(missing_ok=True)
