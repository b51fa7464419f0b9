"""What is wrong with a log or its mapping, said so that the person who exported it can find it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogProblem:
    """One mistake: the file, the place in it (line, or trace and event number), the field, the reason."""

    file: str
    place: str
    field: str
    reason: str

    def __str__(self) -> str:
        where = "，".join(
            part for part in (self.place, self.field and f"字段“{self.field}”") if part
        )
        return f"{self.file}：{where}：{self.reason}" if where else f"{self.file}：{self.reason}"


class LogError(Exception):
    """The log cannot be audited; nothing was written."""

    def __init__(self, problems: Sequence[LogProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))
