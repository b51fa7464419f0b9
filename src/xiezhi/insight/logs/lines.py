"""Event logs with one event a line: CSV with a heading, and JSONL."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from xiezhi.insight.logs.opening import RawEvent, damage, opened


def read_csv(path: Path, delimiter: str) -> Iterator[RawEvent]:
    """One event per row; a cell that is empty is an attribute that is absent."""
    with opened(path) as stream:
        rows = csv.reader(_text(path, stream), delimiter=delimiter, strict=True)
        try:
            heading = next(rows, [])
            _check_heading(path, heading)
            for row in rows:
                yield _row(path, heading, row, rows.line_num)
        except csv.Error as error:
            raise damage(path, f"CSV 格式错误（{error}）", f"第 {rows.line_num} 行") from None


def _check_heading(path: Path, heading: list[str]) -> None:
    if len(heading) < 2:
        raise damage(path, "没有表头，或者分隔符与 mapping 的 delimiter 不符", "第 1 行")
    if len(set(heading)) != len(heading):
        raise damage(path, "表头有重复的列名", "第 1 行")


def _row(path: Path, heading: list[str], row: list[str], line: int) -> RawEvent:
    if len(row) != len(heading):
        raise damage(path, f"有 {len(row)} 格，表头有 {len(heading)} 格", f"第 {line} 行")
    own = {name: cell for name, cell in zip(heading, row, strict=True) if cell != ""}
    return RawEvent(line, 0, own, own)


def read_jsonl(path: Path) -> Iterator[RawEvent]:
    """One JSON object per line; numbers keep their written form, lists of objects are item lists."""
    with opened(path) as stream:
        for line, text in enumerate(_text(path, stream), 1):
            if text.strip():
                own = _object(path, text, line)
                yield RawEvent(line, 0, own, own)


def _object(path: Path, text: str, line: int) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        raise damage(path, f"不是完整的 JSON（{error.msg}）", f"第 {line} 行") from None
    if not isinstance(found, dict):
        raise damage(path, "不是 JSON 对象", f"第 {line} 行")
    return {name: value for name, value in found.items() if value is not None}


def _text(path: Path, stream: BinaryIO) -> Iterator[str]:
    """Lines of UTF-8 text (a byte-order mark is skipped)."""
    for line, raw in enumerate(stream, 1):
        try:
            yield raw.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError:
            raise damage(path, "不是 UTF-8 文字", f"第 {line} 行") from None
