"""Which writer a file name asks for. A file appears under its name only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from xiezhi.insight.logs.opening import damage
from xiezhi.insight.logs.writers.lines import write_csv, write_jsonl, write_parquet
from xiezhi.insight.logs.writers.ocel import write_ocel
from xiezhi.insight.logs.writers.records import Record
from xiezhi.insight.logs.writers.xes import write_xes

WRITERS: dict[str, Callable[[Path, Iterable[Record]], None]] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".xes": write_xes,
    ".json": write_ocel,
}


def writer_of(path: Path) -> Callable[[Path, Iterable[Record]], None]:
    """Raises LogError for a name that tells no form, or a folder that does not exist."""
    found = WRITERS.get(path.suffix)
    if found is None:
        raise damage(path, f"不认识的格式；能写 {'、'.join(WRITERS)}（.json 是 OCEL 2.0）")
    if not path.parent.is_dir():
        raise damage(path, "没有这个文件夹")
    return found


def write_log(path: Path, records: Iterable[Record]) -> None:
    """Write all records to `path`."""
    write = writer_of(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(part, records)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
