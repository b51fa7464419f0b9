"""Strict reading of corpus files: YAML 1.2, no duplicate keys, no guessing, every problem with its line.

Plain scalars are text, integers, `true`/`false` or `null`. Dates stay text and are read with `View.day`.
Floats, numbers with leading zeros, anchors, tags and non-text keys are problems: law has no use for them,
and a guess would be silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


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


def read(path: Path, problems: list[Problem], name: str | None = None) -> Table | None:
    """The mapping in the file at `path`; None after adding to `problems` when there is none.

    `name` is what messages call the file (default: its path).
    """
    file = name or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file, 1, f"不能读取的文件（{error}）", "UTF-8 编码的 YAML 文件"))
        return None
    return read_text(text, file, problems)


def read_text(text: str, file: str, problems: list[Problem]) -> Table | None:
    """As `read`, from text already in hand."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(file, line, f"语法错误（{error.problem}）", "合法的 YAML 1.2"))
        return None
    except YAMLError as error:
        problems.append(Problem(file, 1, f"语法错误（{error}）", "合法的 YAML 1.2"))
        return None
    if not isinstance(node, MappingNode):
        problems.append(Problem(file, 1, "不是映射的内容", "由“键: 值”组成的映射"))
        return None
    value: Table = _Builder(file, problems).build(node)
    return value


_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DOUBTFUL = re.compile(r"[-+]?(0[0-9]+|[0-9][0-9_]*|[0-9]*\.[0-9]+([eE][-+]?[0-9]+)?|[0-9]+\.)")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns composed nodes into `Table`, `Rows` and scalars."""

    file: str
    problems: list[Problem]

    def build(self, node: Node) -> Any:
        if node.anchor or str(node.tag or "").startswith("!"):
            self._problem(node, "锚点或标签", "直接写出的值")
        if isinstance(node, MappingNode):
            return self._table(node)
        if isinstance(node, SequenceNode):
            return self._rows(node)
        return self._scalar(str(node.value), node)

    def _table(self, node: MappingNode) -> Table:
        table = Table(self.file, _line(node))
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, ScalarNode) or not key:
                self._problem(key_node, "不是文字的键", "文字键")
            elif key in table:
                found = f"重复的键“{key}”（第一次在第 {table.lines[key]} 行）"
                self._problem(key_node, found, "同一层内每个键只写一次")
            else:
                table.lines[key] = _line(key_node)
                table[key] = self.build(value_node)
        return table

    def _rows(self, node: SequenceNode) -> Rows:
        rows = Rows(self.file, _line(node))
        for item in node.value:
            rows.lines.append(_line(item))
            rows.append(self.build(item))
        return rows

    def _scalar(self, text: str, node: Node) -> int | str | bool | None:
        if getattr(node, "style", None) is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DOUBTFUL.fullmatch(text):
            self._problem(node, f"“{text}”", "整数（不带小数点、下划线和前导零），文字请加引号")
        return text

    def _problem(self, node: Node, found: str, expected: str) -> None:
        self.problems.append(Problem(self.file, _line(node), found, expected))


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


_REQUIRED: Any = object()


class View:
    """Typed access to one `Table`.

    A missing or ill-typed value adds a `Problem` and gives a neutral value ("" / 0 / False / `date.min` / empty),
    so that a loader can go on and report everything at once. `done()` reports keys that nobody asked for.
    Without `default` a key is required.
    """

    def __init__(self, table: Table, problems: list[Problem]) -> None:
        self.raw, self.problems = table, problems
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self.raw

    def line(self, key: str | None = None) -> int:
        """Line of `key`, or of the table itself."""
        return self.raw.lines.get(key, self.raw.line) if key else self.raw.line

    def problem(self, key: str | None, found: str, expected: str) -> None:
        """Add a problem at the line of `key` (None: of the table)."""
        self.problems.append(Problem(self.raw.file, self.line(key), found, expected))

    def value(self, key: str, default: Any = _REQUIRED) -> Any:
        """The raw value, whatever its type."""
        self._asked.add(key)
        if key in self.raw:
            return self.raw[key]
        if default is _REQUIRED:
            self.problem(None, f"缺少“{key}”", f"写明“{key}”")
            return None
        return default

    def text(self, key: str, default: Any = _REQUIRED) -> str:
        """Text; an integer is taken as its digits (article: 51)."""
        found = self.value(key, default)
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        return self._typed(key, found, str, "文字", "", default)

    def integer(self, key: str, default: Any = _REQUIRED) -> int:
        return self._typed(key, self.value(key, default), int, "整数", 0, default)

    def flag(self, key: str, default: Any = _REQUIRED) -> bool:
        return self._typed(key, self.value(key, default), bool, "true 或 false", False, default)

    def day(self, key: str, default: Any = _REQUIRED) -> date:
        """An ISO date (2021-07-15)."""
        found = self.value(key, default)
        if isinstance(found, str) and (parsed := as_day(found)):
            return parsed
        return self._typed(key, found, date, "形如 2021-07-15 的日期", date.min, default)

    def choice(self, key: str, options: Iterable[str], default: Any = _REQUIRED) -> Any:
        """One of the words in `options`."""
        known, found = tuple(options), self.value(key, default)
        if found in known or (found is default and default is not _REQUIRED):
            return found
        if key in self.raw:
            self.problem(key, f"“{key}”为“{found}”", "、".join(known) + "之一")
        return known[0]

    def names(self, key: str, default: Any = _REQUIRED) -> tuple[str, ...]:
        """`a` or `[a, b]`, as a tuple of texts."""
        found = self.value(key, default)
        items = found if isinstance(found, list | tuple) else (found,)
        if found is None and key not in self.raw:
            return ()
        if all(isinstance(item, str) and item for item in items):
            return tuple(items)
        self.problem(key, f"“{key}”为{found!r}", "一个名称或名称的列表")
        return ()

    def table(self, key: str) -> View | None:
        """The mapping under `key`; None when the key is absent (or not a mapping, which is a problem)."""
        found = self.value(key, None)
        if isinstance(found, Table):
            return View(found, self.problems)
        if key in self.raw:
            self.problem(key, f"“{key}”不是映射", "由“键: 值”组成的映射")
        return None

    def tables(self, key: str) -> tuple[View, ...]:
        """The mappings in the list under `key`; empty when absent."""
        found = self.value(key, ())
        if isinstance(found, Rows | tuple) and all(isinstance(item, Table) for item in found):
            return tuple(View(item, self.problems) for item in found)
        self.problem(key, f"“{key}”不是映射的列表", "由映射组成的列表")
        return ()

    def entries(self, key: str) -> tuple[tuple[str, View], ...]:
        """The name → mapping pairs under `key`; empty when absent."""
        outer = self.table(key)
        if outer is None:
            return ()
        found = ((name, outer.table(name)) for name in outer.raw)
        return tuple((name, view) for name, view in found if view is not None)

    def done(self) -> None:
        """Refuse the keys that were never asked for: a misspelt key must not be silence."""
        for key in self.raw:
            if key not in self._asked:
                self.problem(key, f"不认识的键“{key}”", "、".join(sorted(self._asked)) + "之一")

    def _typed(
        self, key: str, found: Any, kind: type, wanted: str, neutral: Any, default: Any
    ) -> Any:
        right = isinstance(found, kind) and (kind is bool or not isinstance(found, bool))
        if right or (key not in self.raw and default is not _REQUIRED):
            return found
        if key in self.raw:
            self.problem(key, f"“{key}”为{found!r}", wanted)
        return neutral


def as_day(text: str) -> date | None:
    """The date that an ISO text (YYYY-MM-DD) states, or None."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def all_or_raise(
    problems: Sequence[Problem], order: Callable[[Problem], Any] | None = None
) -> None:
    """Raise `CorpusError` when anything was found, sorted by file and line."""
    if problems:
        raise CorpusError(sorted(problems, key=order or (lambda p: (p.file, p.line))))
