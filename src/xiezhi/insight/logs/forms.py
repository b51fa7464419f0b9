"""Which reader a file name asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xiezhi.insight.logs.lines import read_csv, read_jsonl
from xiezhi.insight.logs.mapping import LogMapping
from xiezhi.insight.logs.ocel import read_ocel
from xiezhi.insight.logs.opening import BadRow, RawEvent, damage
from xiezhi.insight.logs.parquet import read_parquet
from xiezhi.insight.logs.xes import read_xes

#: Endings of names, and the form each means; `.json` is OCEL 2.0.
FORMS = {
    "xes": "xes",
    "csv": "csv",
    "jsonl": "jsonl",
    "parquet": "parquet",
    "json": "ocel",
    "jsonocel": "ocel",
}


def form_of(path: Path) -> str:
    """The form of a log by its name; a folder holds Parquet files. Raises `LogError` for a name that tells none."""
    if path.is_dir():
        return "parquet"
    found = FORMS.get(path.name.removesuffix(".gz").rsplit(".", 1)[-1].lower())
    if found is None:
        raise damage(
            path,
            "不认识的日志格式；能读 .xes、.csv、.jsonl、.json（OCEL 2.0）及其 .gz，和 .parquet 文件或者文件夹",
        )
    return found


def read_log(path: Path, mapping: LogMapping) -> Iterator[RawEvent | BadRow]:
    """Raw events of `path`. Raises `LogError` when the file as a whole cannot be read."""
    form = form_of(path)
    if form == "xes":
        return read_xes(path)
    if form == "csv":
        return read_csv(path, mapping.delimiter)
    if form == "jsonl":
        return read_jsonl(path)
    return read_parquet(path) if form == "parquet" else read_ocel(path, mapping)
