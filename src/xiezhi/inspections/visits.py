"""How often each enterprise is visited in a year, against the ceiling in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from xiezhi.inspections.models import Inspection
from xiezhi.registry.parameters.reads import parameters_here

CEILING = "inspection_cap_per_year"
#: Reasons to inspect that count towards the ceiling (norm INS-003-2).
COUNTED = ("daily", "random", "own_special")
OFFSITE = "inspect.offsite"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit on a day: `joint` others come along; `counts` towards the ceiling."""

    on: date
    done: bool
    joint: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Enterprise:
    """`begun` visits that count, `planned` that will; `ceiling` for its item."""

    party: str
    organ: str
    visits: tuple[Visit, ...]
    begun: int
    planned: int
    ceiling: int

    @property
    def tone(self) -> str:
        """bad: begun more often than allowed; care: would be with what is planned."""
        if self.begun > self.ceiling:
            return "bad"
        return "care" if self.begun + self.planned > self.ceiling else "good"


def of_year(organs: Collection[str], year: int) -> QuerySet[Inspection]:
    """Visits of the year that these organs make or plan."""
    rows = Inspection.objects.filter(organ__in=organs).exclude(procedure=OFFSITE)
    begun = Q(started_at__gte=_first(year), started_at__lt=_first(year + 1))
    return rows.filter(begun | Q(started_at=None, planned_on__year=year))


def _first(year: int) -> datetime:
    return timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001


def busiest(organs: Collection[str], year: int) -> QuerySet[Inspection, Any]:
    """(party, organ) by the number of visits, most first."""
    rows = of_year(organs, year).order_by()
    return rows.values("party", "organ").annotate(n=Count("pk")).order_by("-n", "party", "organ")


def enterprises(pairs: Iterable[dict[str, str]], year: int) -> list[Enterprise]:
    """Each pair of party and organ with its visits of the year."""
    return [_enterprise(pair["party"], pair["organ"], year) for pair in pairs]


def _enterprise(party: str, organ: str, year: int) -> Enterprise:
    rows = list(of_year([organ], year).filter(party=party))
    visits = tuple(sorted((_visit(row) for row in rows), key=lambda each: each.on))
    counted = [each for each in visits if each.counts]
    begun = sum(each.done for each in counted)
    ceiling = min((_ceiling(row.item, year) for row in rows), default=0)
    return Enterprise(party, organ, visits, begun, len(counted) - begun, ceiling)


def _visit(row: Inspection) -> Visit:
    on = timezone.localtime(row.started_at).date() if row.started_at else row.planned_on
    return Visit(on, row.started_at is not None, row.joint_agreed, row.trigger in COUNTED)


def _ceiling(item: str, year: int) -> int:
    found = parameters_here()[CEILING]
    return found.value_at({"inspection_item": item}, date(year, 12, 31)) or 0
