"""Event logs with one event a line: CSV with a heading, and JSONL."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from xiezhi.insight.logs.opening import BadRow, RawEvent, damage, opened


def read_csv(path: Path, delimiter: str) -> Iterator[RawEvent | BadRow]:
    """One event per row; a cell that is empty is an attribute that is absent."""
    with opened(path) as stream:
        rows = csv.reader(_text(stream), delimiter=delimiter, strict=True)
        try:
            heading = next(rows, [])
            _check_heading(path, heading)
            for row in rows:
                yield _row(heading, row, rows.line_num)
        except csv.Error as error:
            raise damage(path, f"CSV 格式错误（{error}）", f"第 {rows.line_num} 行") from None


def _check_heading(path: Path, heading: list[str]) -> None:
    if len(heading) < 2:
        raise damage(path, "没有表头，或者分隔符与 mapping 的 delimiter 不符", "第 1 行")
    if len(set(heading)) != len(heading):
        raise damage(path, "表头有重复的列名", "第 1 行")


def _row(heading: list[str], row: list[str], line: int) -> RawEvent | BadRow:
    if len(row) != len(heading):
        return BadRow(f"第 {line} 行", "", f"有 {len(row)} 格，表头有 {len(heading)} 格")
    if not all(map(_decoded, row)):
        return BadRow(f"第 {line} 行", "", "不是 UTF-8 文字")
    own = {name: cell for name, cell in zip(heading, row, strict=True) if cell != ""}
    return RawEvent(line, 0, own, own)


def read_jsonl(path: Path) -> Iterator[RawEvent | BadRow]:
    """One JSON object per line; numbers keep their written form, lists of objects are item lists."""
    with opened(path) as stream:
        for line, text in enumerate(_text(stream), 1):
            if text.strip():
                found = json_object(text) if _decoded(text) else "不是 UTF-8 文字"
                if isinstance(found, str):
                    yield BadRow(f"第 {line} 行", "", found)
                else:
                    yield RawEvent(line, 0, found, found)


def json_object(text: str) -> dict[str, Any] | str:
    """The members of a JSON object that are not null, numbers as written; or why it is none."""
    try:
        found = json.loads(text, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        return f"不是完整的 JSON（{getattr(error, 'msg', '嵌套过深')}）"
    if not isinstance(found, dict):
        return "不是 JSON 对象"
    return {name: value for name, value in found.items() if value is not None}


def _text(stream: BinaryIO) -> Iterator[str]:
    """Lines of UTF-8 text (a byte-order mark is skipped); bytes that are none stay as lone surrogates."""
    for line, raw in enumerate(stream, 1):
        yield raw.decode("utf-8-sig" if line == 1 else "utf-8", "surrogateescape")


def _decoded(text: str) -> bool:
    return text.isascii() or not any("\udc80" <= char <= "\udcff" for char in text)
