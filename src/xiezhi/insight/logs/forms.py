"""Which reader a file name asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xiezhi.insight.logs.lines import read_csv, read_jsonl
from xiezhi.insight.logs.mapping import LogMapping
from xiezhi.insight.logs.opening import RawEvent, damage
from xiezhi.insight.logs.xes import read_xes


def read_log(path: Path, mapping: LogMapping) -> Iterator[RawEvent]:
    """Raw events of `path` (.xes, .csv, .jsonl, each also .gz). Raises `LogError` for an unknown form."""
    form = path.name.removesuffix(".gz").rsplit(".", 1)[-1].lower()
    if form == "xes":
        return read_xes(path)
    if form == "csv":
        return read_csv(path, mapping.delimiter)
    if form == "jsonl":
        return read_jsonl(path)
    raise damage(path, "不认识的日志格式；能读 .xes、.csv、.jsonl 及其 .gz")


def place_of(event: RawEvent) -> str:
    """Where an event stands, in words: trace and event number in XES, else the line."""
    return f"轨迹 {event.trace} 事件 {event.number}" if event.number else f"第 {event.trace} 行"
