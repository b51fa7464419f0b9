"""Writes the planned cases through the door, in order, a stretch of cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xiezhi.journal.acts import Act
from xiezhi.journal.door import record, record_many
from xiezhi.journal.models import Entry
from xiezhi.registry.models import Party
from xiezhi.site.city import parties, register
from xiezhi.site.city.acts import acts
from xiezhi.site.city.cases import CityCase, case_of, matter_of
from xiezhi.site.city.exhibits import STEP, has_files, with_files
from xiezhi.site.city.kinds import Kind
from xiezhi.site.city.mix import assigned
from xiezhi.site.city.papers import printed
from xiezhi.site.city.plan import Plan

#: Cases whose parties are put on the register together.
STRETCH = 200
Say = Callable[[str], None]


def write_register(plan: Plan) -> int:
    """Organs, certificates, items: entries recorded or found, none where all stand already."""
    whole = Entry.objects.filter(key=register.LAST).exists()
    return 0 if whole else record_many(register.acts(plan))


def write_cases(plan: Plan, hosts: Mapping[str, Party], say: Say) -> int:
    """Record every case not recorded yet; entries recorded or found. `hosts`: the demo's own parties."""
    reached, papers = _reached(plan), min(plan.papers, plan.cases)
    done = sum(_with_papers(plan, hosts, range(reached, papers + 1), say))
    return done + record_many(_acts(plan, hosts, max(reached, papers + 1), say))


def _with_papers(plan: Plan, hosts: Mapping[str, Party], numbers: range, say: Say) -> Iterator[int]:
    """One act after the other, each with its document; entries by case."""
    kinds = assigned(plan.seed, plan.cases, plan.each)
    for number in numbers:
        case = case_of(plan, number, kinds[number - 1], _host(hosts, kinds[number - 1]))
        parties.keep(p for p in case.parties if p.code not in _codes(hosts))
        known = set(Entry.objects.filter(matter=case.matter).values_list("key", flat=True))
        fresh = [act for act in _of_case(plan, case) if act.key not in known]
        for act in fresh:
            record(printed(act))
        if number % 10 == 0:
            say(f"制作文书的案件 {number} / {plan.papers}")
        yield len(fresh)


def _host(hosts: Mapping[str, Party], kind: Kind | None) -> Party | None:
    return hosts.get(kind.case.get("who", "")) if kind else None


def _acts(plan: Plan, hosts: Mapping[str, Party], start: int, say: Say) -> Iterator[Act]:
    kinds = assigned(plan.seed, plan.cases, plan.each)
    for first in range(start, plan.cases + 1, STRETCH):
        last = min(first + STRETCH, plan.cases + 1)
        made: list[CityCase] = []
        for number in range(first, last):
            kind = kinds[number - 1]
            made.append(case_of(plan, number, kind, _host(hosts, kind)))
        parties.keep(p for case in made for p in case.parties if p.code not in _codes(hosts))
        for case in made:
            yield from _of_case(plan, case)
        say(f"示范案件 {last - 1} / {plan.cases}（{100 * (last - 1) // plan.cases}%）")


def _of_case(plan: Plan, case: CityCase) -> Iterator[Act]:
    for act in acts(case, plan.now):
        wanted = act.step == STEP and has_files(plan, case.number)
        yield with_files(act, case) if wanted else act


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
