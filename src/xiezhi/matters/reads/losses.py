"""规范—败诉: which norms the decisions fell by, as the outcomes of reviews and suits name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import histories_of
from xiezhi.law.events import Event
from xiezhi.matters.models import Case
from xiezhi.registry.period import Period

#: Steps that write an outcome, and the word of one that nothing was lost by.
OUTCOMES, NOTHING = ("outcome_recorded", "self_correction_made"), "none"


@dataclass(frozen=True, slots=True)
class Loss:
    """How often decisions fell by one norm; `percent` of all that fell."""

    norm: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Losses:
    """`total`: decisions that fell; `unnamed`: those of them whose outcome names no norm."""

    rows: list[Loss]
    total: int
    unnamed: int


def losses(organs: Collection[str], period: Period | None = None) -> Losses:
    """Of the cases of these organs, by the day of the outcome; most first."""
    fell = [_norms(event) for event in _fallen(organs, period or Period())]
    counted = Counter(norm for norms in fell for norm in norms)
    rows = [Loss(norm, n, round(100 * n / len(fell))) for norm, n in counted.items()]
    return Losses(
        sorted(rows, key=lambda row: (-row.count, row.norm)),
        len(fell),
        sum(not norms for norms in fell),
    )


def _fallen(organs: Collection[str], period: Period) -> Iterator[Event]:
    """Outcomes of the period with a ground, as they stand after corrections."""
    told = dict(_told(period).values_list("id", "matter"))
    mine = Case.objects.filter(matter__in=set(told.values()), organ__in=organs)
    for events in histories_of(list(mine.values_list("matter", flat=True))).values():
        yield from (event for event in events if event.id in told and _fell(event))


def _told(period: Period) -> QuerySet[Entry]:
    return Entry.objects.filter(period.holds("occurred_at"), step__in=OUTCOMES)


def _fell(event: Event) -> bool:
    return (event.fields.get("outcome_reason") or NOTHING) != NOTHING


def _norms(event: Event) -> set[str]:
    return {
        row["lost_norm"] for row in event.fields.get("lost_norms") or () if row.get("lost_norm")
    }
