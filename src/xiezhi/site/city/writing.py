"""Writes the planned cases through the door, in order, a stretch of cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xiezhi.journal.acts import Act
from xiezhi.journal.door import record_many
from xiezhi.journal.models import Entry
from xiezhi.registry.models import Party
from xiezhi.site.city import parties, register
from xiezhi.site.city.acts import acts
from xiezhi.site.city.cases import CityCase, case_of, matter_of
from xiezhi.site.city.mix import assigned
from xiezhi.site.city.plan import Plan

#: Cases whose parties are put on the register together.
STRETCH = 200
Say = Callable[[str], None]


def write_register(plan: Plan) -> int:
    """Organs, certificates, items; how many entries there are."""
    return record_many(register.acts(plan))


def write_cases(plan: Plan, hosts: Mapping[str, Party], say: Say) -> int:
    """Record every case not recorded yet; entries recorded or found. `hosts`: the demo's own parties."""
    return record_many(_acts(plan, hosts, say))


def _acts(plan: Plan, hosts: Mapping[str, Party], say: Say) -> Iterator[Act]:
    kinds = assigned(plan.seed, plan.cases, plan.each)
    for first in range(_reached(plan), plan.cases + 1, STRETCH):
        last = min(first + STRETCH, plan.cases + 1)
        made: list[CityCase] = []
        for number in range(first, last):
            kind = kinds[number - 1]
            host = hosts.get(kind.case.get("who", "")) if kind else None
            made.append(case_of(plan, number, kind, host))
        parties.keep(p for case in made for p in case.parties if p.code not in _codes(hosts))
        for case in made:
            yield from acts(case, plan.now)
        say(f"示范案件 {last - 1} / {plan.cases}（{100 * (last - 1) // plan.cases}%）")


def _codes(hosts: Mapping[str, Party]) -> set[str]:
    return {party.code for party in hosts.values()}


def _reached(plan: Plan) -> int:
    """The case at which to go on: the last one of which anything is recorded, else the first."""
    low, high = 0, plan.cases
    while low < high:
        middle = (low + high + 1) // 2
        if Entry.objects.filter(matter=matter_of(middle)).exists():
            low = middle
        else:
            high = middle - 1
    return max(1, low)
