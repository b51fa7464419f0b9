"""YAML text → tables, rows and scalars that know their lines, from the events of libyaml.

Only the syntax is libyaml's; what a plain word means is decided here (YAML 1.2 words, no floats, no anchors), so that
`16:30`, `no` and `on` stay text and a repeated key is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DOUBTFUL = re.compile(r"[-+]?(0[0-9]+|[0-9][0-9_]*|[0-9]*\.[0-9]+([eE][-+]?[0-9]+)?|[0-9]+\.)")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_FRAME = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file: what was found on which line, and what was expected instead."""

    file: str
    line: int
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: 见到{self.found}；应为{self.expected}"


class CorpusError(Exception):
    """The corpus cannot be used; `problems` lists all that was found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class Table(dict[str, Any]):
    """A mapping that knows its file, its line and the line of each key."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: dict[str, int] = {}


class Rows(list[Any]):
    """A sequence that knows its file, its line and the line of each element."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: list[int] = []


def composed(text: str, file: str, problems: list[Problem]) -> Any:
    """The value that `text` writes; None after adding to `problems` when it cannot be read."""
    try:
        events = list(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(file, line, f"语法错误（{error.problem}）", "合法的 YAML 1.2"))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, f"语法错误（{error}）", "合法的 YAML 1.2"))
        return None
    documents = [event for event in events if isinstance(event, DocumentStartEvent)]
    if len(documents) > 1:
        problems.append(Problem(file, _line(documents[1]), "第二个 YAML 文档", "一个文件一个文档"))
        return None
    inner = iter([event for event in events if not isinstance(event, _FRAME)])
    first = next(inner, None)
    return None if first is None else _Builder(file, problems, inner).build(cast(NodeEvent, first))


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns events into `Table`, `Rows` and scalars."""

    file: str
    problems: list[Problem]
    events: Iterator[Event]

    def build(self, event: NodeEvent) -> Any:
        tag = getattr(event, "tag", None) or ""
        if event.anchor or tag.startswith("!"):
            self._problem(event, "锚点或标签", "直接写出的值")
        if isinstance(event, CollectionStartEvent):
            mapping = isinstance(event, MappingStartEvent)
            return self._table(event) if mapping else self._rows(event)
        return self._scalar(event) if isinstance(event, ScalarEvent) else None

    def _table(self, start: NodeEvent) -> Table:
        table = Table(self.file, _line(start))
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            self._entry(table, cast(NodeEvent, event))
        return table

    def _entry(self, table: Table, key_event: NodeEvent) -> None:
        written = isinstance(key_event, ScalarEvent | AliasEvent)
        key = str(getattr(key_event, "value", ""))
        if not written:
            self.build(key_event)
        value = self.build(cast(NodeEvent, next(self.events)))
        if not isinstance(key_event, ScalarEvent) or not key:
            self._problem(key_event, "不是文字的键", "文字键")
        elif key in table:
            found = f"重复的键“{key}”（第一次在第 {table.lines[key]} 行）"
            self._problem(key_event, found, "同一层内每个键只写一次")
        else:
            table.lines[key] = _line(key_event)
            table[key] = value

    def _rows(self, start: NodeEvent) -> Rows:
        rows = Rows(self.file, _line(start))
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            rows.lines.append(_line(event))
            rows.append(self.build(cast(NodeEvent, event)))
        return rows

    def _scalar(self, event: ScalarEvent) -> int | str | bool | None:
        text = str(event.value)
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DOUBTFUL.fullmatch(text):
            self._problem(event, f"“{text}”", "整数（不带小数点、下划线和前导零），文字请加引号")
        return text

    def _problem(self, event: Event, found: str, expected: str) -> None:
        self.problems.append(Problem(self.file, _line(event), found, expected))


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
