"""Verdicts as one SQL expression per norm over marked rows; the codes are positions in `VERDICTS`."""

from __future__ import annotations

from dataclasses import dataclass, field

from xiezhi.law.facts.to_sql import Lookup
from xiezhi.law.norms.model import Deadline
from xiezhi.law.verdicts import Verdict

VERDICTS = tuple(Verdict)
MET, BREACHED, RUNNING, UNKNOWN, NOT_APPLICABLE, NEEDS_JUDGEMENT = range(len(VERDICTS))
NULL = "CAST(NULL AS BIGINT)"


@dataclass(frozen=True, slots=True)
class Cutting:
    """Rows whose clock is cut or extended, to be computed one by one into `name(<keys>, due, least, suspended)`.

    `rows` selects keys, scope, start, start minute, end, end order, and the lengths of the period and its
    extensions; `history` scope, order, step and minute of the events that open, close or extend.
    """

    name: str
    rule: Deadline
    keys: tuple[str, ...]
    scope: tuple[str, ...]
    unit: str
    rows: str
    history: str


@dataclass(slots=True)
class Judged:
    """SQL of one norm: `cases` are (condition, code or expression) tried in order; joins and look-ups it needs;
    what a finding shows (`start`, `end`, `due` in `unit`s); `open`: whether `due` is only the earliest possible,
    because the calendar does not say."""

    cases: list[tuple[str, str]] = field(default_factory=list)
    joins: list[tuple[str, str]] = field(default_factory=list)
    lookups: list[Lookup | Cutting] = field(default_factory=list)
    start: str = NULL
    end: str = NULL
    due: str = NULL
    open: str = "(1 = 0)"
    unit: str = "day"

    def when(self, condition: str, code: int | str) -> None:
        """Add a case after those there are."""
        self.cases.append((condition, str(code)))

    def verdict(self) -> str:
        """The whole CASE; a row that no case takes is unknown."""
        tried = " ".join(f"WHEN {condition} THEN {code}" for condition, code in self.cases)
        return f"CASE {tried} ELSE {UNKNOWN} END"


def truth(condition: str, true: int, false: int) -> str:
    """Code by a three-valued condition; NULL is unknown."""
    return (
        f"CASE WHEN {condition} THEN {true} WHEN NOT ({condition}) THEN {false} ELSE {UNKNOWN} END"
    )
