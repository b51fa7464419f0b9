"""The six verdict words and what a judgement of one norm over one row of facts carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """How one norm stands for one row of facts. Missing data is never "fine": it is `UNKNOWN`."""

    MET = "met"
    BREACHED = "breached"
    RUNNING = "running"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_JUDGEMENT = "needs_judgement"


#: A blocking norm lets an act pass only on these.
PASSING = frozenset({Verdict.MET, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One norm judged over one row.

    `facts` are the values the verdict was computed from (days are ISO dates in reports, integers here:
    days since 1970-01-01); `due_day`/`due_min` is the computed last lawful day or minute of a deadline;
    `calculation` are the Chinese sentences that explain the date; `missing` names the facts that were NULL
    when the verdict is `unknown`.
    """

    norm: str
    grain: str
    row: str
    verdict: Verdict
    reason: str = ""
    facts: Mapping[str, int | str | None] = field(default_factory=dict)
    due_day: int | None = None
    due_min: int | None = None
    calculation: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
