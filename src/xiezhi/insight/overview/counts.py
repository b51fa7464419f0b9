"""Counts, a handful of queries whatever the number of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, QuerySet, Value, When

from xiezhi.insight.overview.source import CardSource
from xiezhi.registry.period import Period, midnight

#: Weeks shown when the period does not say from when, and at most.
WEEKS, MOST_WEEKS = 26, 53
SIX_DAYS, A_WEEK = timedelta(days=6), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Coloured:
    """Open cards of one organ or norm by colour."""

    code: str
    label: str
    colours: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.colours.values())


@dataclass(frozen=True, slots=True)
class CardCounts:
    organs: list[Coloured]
    norms: list[Coloured]
    colours: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WeekCount:
    """`period` is the week as far as it lies in the period of the page."""

    period: Period
    raised: int
    cleared: int

    @property
    def monday(self) -> date:
        since = self.period.since or date.min
        return since - timedelta(days=since.weekday())


def card_counts(
    source: CardSource,
    organs: Iterable[str],
    period: Period,
    names: Mapping[str, str],
    titles: Mapping[str, str],
) -> CardCounts:
    """Open cards by organ, by norm and by colour, in one query; most first."""
    rows = source.rows("", period).filter(organ__in=organs)
    counted = list(rows.values_list("organ", "norm", "colour").annotate(n=Count("pk")).order_by())
    colours = Counter[str]()
    for _, _, colour, number in counted:
        colours[colour] += number
    return CardCounts(
        _grouped([(organ, colour, n) for organ, _, colour, n in counted], names),
        _grouped([(norm, colour, n) for _, norm, colour, n in counted], titles),
        colours,
    )


def _grouped(rows: Iterable[tuple[str, str, int]], names: Mapping[str, str]) -> list[Coloured]:
    found: dict[str, Counter[str]] = {}
    for code, colour, number in rows:
        found.setdefault(code, Counter())[colour] += number
    groups = [Coloured(code, names.get(code, code), colours) for code, colours in found.items()]
    return sorted(groups, key=lambda group: (-group.total, group.label))


def week_counts(
    source: CardSource, organs: Iterable[str], period: Period, today: date
) -> list[WeekCount]:
    """Cards raised and cleared week by week, Monday to Sunday, the latest last; two queries."""
    weeks = _weeks(period, today)
    raised = _by_week(source.rows("raised", period).filter(organ__in=organs), "raised_at", weeks)
    cleared = _by_week(source.rows("cleared", period).filter(organ__in=organs), "cleared_at", weeks)
    return [WeekCount(week, raised[n], cleared[n]) for n, week in enumerate(weeks)]


def _weeks(period: Period, today: date) -> list[Period]:
    last = min(period.until or today, today)
    first = period.since or last - timedelta(days=last.weekday()) - (WEEKS - 1) * A_WEEK
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        found.append(Period(max(monday, first), min(monday + SIX_DAYS, last)))
        monday += A_WEEK
    return found[-MOST_WEEKS:]


def _by_week(rows: QuerySet[Any], field: str, weeks: Sequence[Period]) -> Counter[int]:
    if not weeks:
        return Counter()
    inside = Period(weeks[0].since, weeks[-1].until)
    ends = [midnight(week.until + timedelta(days=1)) for week in weeks if week.until]
    whens = [When(**{f"{field}__lt": end}, then=Value(n)) for n, end in enumerate(ends)]
    week = Choice(*whens, output_field=IntegerField())
    counted = rows.filter(inside.holds(field)).annotate(week=week).values_list("week")
    return Counter({number: n for number, n in counted.annotate(n=Count("pk")).order_by()})
