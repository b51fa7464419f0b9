"""Event logs as Parquet: one event a row, one file or a folder of files of the same columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.insight.logs.opening import RawEvent, damage

BATCH = 20_000


def read_parquet(path: Path) -> Iterator[RawEvent]:
    """Rows in file order; in a folder the files by name. A NULL is an attribute that is absent."""
    files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    if not files:
        raise damage(path, "文件夹里没有 .parquet 文件")
    line = 0
    for file in files:
        for row in _rows(file):
            line += 1
            own = {name: _plain(value) for name, value in row.items() if value is not None}
            yield RawEvent(line, 0, own, own)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(BATCH):
                yield from batch.to_pylist()
    except FileNotFoundError:
        raise damage(file, "没有这个文件") from None
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise damage(file, f"不是完好的 Parquet 文件（{reason}），请重新导出或者重新传输") from None


def _plain(value: Any) -> Any:
    """Values as a text file would hold them: times in ISO 8601, numbers in their written form."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.decode() if isinstance(value, bytes) else str(value)
