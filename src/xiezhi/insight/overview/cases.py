"""Cases by state and by organ, and which organs have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from xiezhi.matters.models import Case
from xiezhi.matters.reads.words import STATES, state_tag


@dataclass(frozen=True, slots=True)
class StateCount:
    code: str
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """`silent`: names of the organs without a case; `unjudged`: cases that no round has judged yet."""

    states: list[StateCount]
    silent: list[str]
    unjudged: int

    @property
    def total(self) -> int:
        return sum(state.number for state in self.states)


def case_counts(
    rows: QuerySet[Case], organs: Mapping[str, str], judged: QuerySet[Any]
) -> CaseCounts:
    """`organs`: code → name of every organ that could have cases; `judged`: rows with a `matter`. One query."""
    unknown = Count("pk", filter=~Exists(judged.filter(matter=OuterRef("matter"))))
    counted = rows.values_list("organ", "state").annotate(n=Count("pk"), unknown=unknown)
    states, heard, unjudged = Counter[str](), set(), 0
    for organ, state, number, without in counted.order_by():
        states[state] += number
        unjudged += without
        heard.add(organ)
    order = [*STATES, *(state for state in states if state not in STATES)]
    return CaseCounts(
        [StateCount(code, state_tag(code).word, states[code]) for code in order],
        [name for code, name in organs.items() if code not in heard],
        unjudged,
    )
