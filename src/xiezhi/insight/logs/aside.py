"""Rows of a log that could not be read: set aside, counted by reason, with the first places of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made
from pathlib import Path

from xiezhi.insight.logs.problems import LogError, LogProblem

#: So many places of one reason are remembered.
PLACES = 5
_QUOTED = re.compile("“[^”]*”")


@dataclass(slots=True)
class Reason:
    """One way in which rows are wrong: `first` are the first problems of that way."""

    field: str
    reason: str
    rows: int = 0
    first: list[LogProblem] = made(default_factory=list)


@dataclass(slots=True)
class SetAside:
    """`strict` stops at the first bad row with LogError. `cases` are those of which a row is missing."""

    log: Path
    strict: bool = False
    rows: int = 0
    nameless: int = 0
    cases: set[str] = made(default_factory=set)
    reasons: dict[tuple[str, str], Reason] = made(default_factory=dict)

    def add(self, case: str | None, problems: list[LogProblem]) -> None:
        """One row and all that is wrong with it."""
        if self.strict:
            raise LogError(problems[:1])
        self.rows += 1
        if case is None:
            self.nameless += 1
        else:
            self.cases.add(case)
        for problem in problems:
            self._count(problem)

    def _count(self, problem: LogProblem) -> None:
        way = _QUOTED.sub("“…”", problem.reason)
        found = self.reasons.setdefault((problem.field, way), Reason(problem.field, way))
        found.rows += 1
        if len(found.first) < PLACES:
            found.first.append(problem)

    def problems(self) -> list[LogProblem]:
        """The first places of every reason."""
        return [problem for each in self.reasons.values() for problem in each.first]

    def sentences(self) -> Iterator[str]:
        """Chinese lines for standard error: how many rows, why, where first."""
        if not self.rows:
            return
        yield (
            f"搁置 {self.rows} 行（不能读取，未参与判断），涉及案件 {len(self.cases)} 件，"
            f"另有 {self.nameless} 行看不出属于哪一案件"
        )
        for each in self.reasons.values():
            name = f"字段“{each.field}”：" if each.field else ""
            yield f"  {name}{each.reason}（{each.rows} 处）"
            yield from (f"    {problem}" for problem in each.first)
