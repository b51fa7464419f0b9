"""Numbers the staged events of one bucket and sorts them, so that an audit compares integers and reads in order."""

from __future__ import annotations

from pathlib import Path

import duckdb

from xiezhi.law.facts.sql_layout import literal

MEMORY = "1GB"


def arrange(folder: Path, bucket: int) -> None:
    """Add to `events-<bucket>.parquet`: `no` of the matter in the bucket, `seq` of the event in its matter as it was
    written, `ord` as it happened; sorted by `no` and `ord`."""
    file, part = folder / f"events-{bucket}.parquet", folder / f".events-{bucket}.part"
    with duckdb.connect() as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")
        con.execute(_copy(literal(str(file)), literal(str(part))))
    part.replace(file)


def _copy(file: str, part: str) -> str:
    events = f"read_parquet({file}) AS e"
    numbered = (
        "SELECT matter, row_number() OVER (ORDER BY first) AS no"
        f" FROM (SELECT e.matter, min(e.line) AS first FROM {events} GROUP BY e.matter)"
    )
    keyed = (
        "SELECT e.line, e.at_us, CAST(n.no AS INTEGER) AS no"
        f" FROM {events} JOIN ({numbered}) AS n ON n.matter = e.matter"
    )
    ordered = (
        "SELECT line, no, row_number() OVER (PARTITION BY no ORDER BY line) AS seq,"
        f" row_number() OVER (PARTITION BY no ORDER BY at_us, line) AS ord FROM ({keyed})"
    )
    whole = f"SELECT e.*, k.no, k.seq, k.ord FROM {events} JOIN ({ordered}) AS k ON k.line = e.line"
    return f"COPY ({whole} ORDER BY k.no, k.ord) TO {part} (FORMAT parquet, COMPRESSION zstd)"
