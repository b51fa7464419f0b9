"""Strict reading of corpus files: YAML 1.2, no duplicate keys, no guessing, every problem with its line.

Plain scalars are text, integers, `true`/`false` or `null`. Dates stay text and are read with `View.day`.
Floats, numbers with leading zeros, anchors, tags and non-text keys are problems: law has no use for them,
and a guess would be silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xiezhi.law.composing import CorpusError, Problem, Rows, Table, composed

__all__ = ["CorpusError", "Problem", "Rows", "Table", "View", "all_or_raise", "read", "read_text"]


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
    before = len(problems)
    value = composed(text, file, problems)
    if value is None and len(problems) > before:
        return None
    if not isinstance(value, Table):
        problems.append(Problem(file, 1, "不是映射的内容", "由“键: 值”组成的映射"))
        return None
    return value


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
