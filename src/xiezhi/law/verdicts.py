"""The six verdict words and what a judgement of one norm over one row of facts carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def _nothing() -> tuple[str, ...]:
    return ()


@dataclass(slots=True)
class Finding:
    """One norm judged over one row. A value, never changed (not `frozen`, which would triple the cost of a gate).

    `facts` are the values the verdict was computed from (days are ISO dates in reports, integers here:
    days since 1970-01-01); rules over events add `from_day`/`from_min` and `to_day`/`to_min`, None while there is
    no such event. `due_day`/`due_min` is the computed last lawful day or minute of a deadline (for a minimal
    interval: the first lawful one); `suspended` clocks have none. `provisional` (暂定): counted on an estimated
    calendar. `missing` names the facts that were NULL when the verdict is `unknown`.
    """

    norm: str
    grain: str
    row: str
    verdict: Verdict
    reason: str = ""
    facts: Mapping[str, int | str | None] = field(default_factory=dict)
    due_day: int | None = None
    due_min: int | None = None
    missing: tuple[str, ...] = ()
    suspended: bool = False
    provisional: bool = False
    explain: Callable[[], tuple[str, ...]] = field(default=_nothing, compare=False, repr=False)

    @property
    def calculation(self) -> tuple[str, ...]:
        """Chinese sentences that explain the date; composed when read."""
        return self.explain()
