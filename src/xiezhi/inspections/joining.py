"""Inspections of one party that could be one visit: the same enterprise, planned days within the window."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db.models import QuerySet

from xiezhi.inspections.models import Inspection
from xiezhi.journal.acts import Actor, Ref
from xiezhi.matters.acts.carry_out import Done, carry_out
from xiezhi.matters.acts.move import Move
from xiezhi.registry.models import Organ
from xiezhi.registry.parameters.reads import value_here

WINDOW = "merge_window_days"
#: Relation of one inspection to the other that is the same visit.
WITH = "joint_with"
#: What a joint visit says of itself, filled from the two inspections.
JOINT = ("joint_no", "lead_organ", "joint_organs")


@dataclass(frozen=True, slots=True)
class Match:
    """`mine` may propose; `other` is planned `days` apart."""

    mine: Inspection
    other: Inspection
    days: int


def matches(organs: Collection[str], on: date) -> list[Match]:
    """Pairs not yet begun, one of them of these organs, within the window in force on the day; nearest first."""
    window = timedelta(days=value_here(WINDOW, on))
    mine = list(open_ones().filter(organ__in=organs))
    others = list(open_ones().filter(party__in={row.party for row in mine}))
    pairs = list(_pairs(mine, others, window, frozenset(organs)))
    return sorted(pairs, key=lambda m: (m.days, m.mine.planned_on, m.mine.pk, m.other.pk))


def open_ones() -> QuerySet[Inspection]:
    """Visits that have not begun."""
    return Inspection.objects.filter(started_at=None, ended_at=None).exclude(
        procedure="inspect.offsite"
    )


def _pairs(
    mine: list[Inspection], others: list[Inspection], window: timedelta, organs: frozenset[str]
) -> Iterator[Match]:
    for one in mine:
        for other in others:
            apart = abs(one.planned_on - other.planned_on)
            twice = other.organ in organs and other.pk < one.pk
            if one.party == other.party and one.pk != other.pk and apart <= window and not twice:
                yield Match(one, other, apart.days)


def propose(mine: Inspection, other: Inspection, by: Actor, at: datetime, key: str) -> Done:
    """Propose one visit on the earlier of the two days, in both matters at once. Raises NotTaken."""
    fields = _fields(mine, other)
    first = Move(
        mine.pk, mine.procedure, "joint_proposed", fields, (by,), at, key,
        refs=(Ref(WITH, matter=other.pk),),
    )  # fmt: skip
    second = replace(
        first, matter=other.pk, procedure=other.procedure, key=f"{key}-other",
        refs=(Ref(WITH, matter=mine.pk),),
    )  # fmt: skip
    return carry_out(first, before=(second.act(),))


def agree(
    mine: Inspection, other: Inspection, by: Actor, at: datetime, key: str, day: date
) -> Done:
    """Agree to one visit on the day, in both matters at once; each organ still approves and tells on its own."""
    fields = _fields(other, mine) | {
        "joint_no": mine.joint,
        "planned_on": day.isoformat(),
        "shared_record": "each",
    }
    first = Move(
        mine.pk, mine.procedure, "joint_plan_agreed", fields, (by,), at, key,
        refs=(Ref(WITH, matter=other.pk),),
    )  # fmt: skip
    second = replace(
        first, matter=other.pk, procedure=other.procedure, key=f"{key}-other",
        refs=(Ref(WITH, matter=mine.pk),),
    )  # fmt: skip
    return carry_out(first, before=(second.act(),))


def _fields(lead: Inspection, other: Inspection) -> dict[str, object]:
    names = dict(
        Organ.objects.filter(code__in=(lead.organ, other.organ)).values_list("code", "name")
    )
    pair = sorted((lead.pk, other.pk))
    return {
        "joint_no": f"联{uuid5(NAMESPACE_URL, 'xiezhi:joint:' + '|'.join(pair)).hex[:8]}",
        "lead_organ": names.get(lead.organ, lead.organ),
        "joint_organs": [
            {"joint_organ": names.get(row.organ, row.organ), "item": row.item}
            for row in (lead, other)
        ],
        "planned_on": min(lead.planned_on, other.planned_on).isoformat(),
    }
