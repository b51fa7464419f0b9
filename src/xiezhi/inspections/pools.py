"""Whom a draw is made from: objects of the register with their weights, officers who may be sent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from xiezhi.inspections.models import Inspection
from xiezhi.registry.models import Party
from xiezhi.registry.reads import officers_of

#: Objects one draw can be made from; what is more is drawn from in parts, by name.
MOST = 2000
#: Tickets of an object: one, and one more when its last inspection found something wrong.
PLAIN, FAULTY = 1, 2


class TooMany(ValueError):
    """The register holds more objects than one draw can be made from."""


def objects(organ: str, words: str = "") -> dict[str, int]:
    """Enterprises and sole traders of the register (code → weight), those whose name has `words`. Raises TooMany."""
    rows = Party.objects.exclude(kind=Party.Kind.CITIZEN)
    if words:
        rows = rows.filter(name__contains=words)
    codes = list(rows.order_by("code").values_list("code", flat=True)[: MOST + 1])
    if len(codes) > MOST:
        raise TooMany(
            f"名录中的对象超过一次抽取的上限 {MOST} 个。请用名称中的字缩小范围，分几次抽取。"
        )
    faulty = _faulty(organ)
    return {code: FAULTY if code in faulty else PLAIN for code in codes}


def _faulty(organ: str) -> set[str]:
    """Parties at which the organ's last inspection found something wrong."""
    rows = Inspection.objects.filter(organ=organ, ended_at__isnull=False).order_by("ended_at")
    last = dict(rows.values_list("party", "faults"))
    return {party for party, faults in last.items() if faults}


def people(organ: str, on: date, without: Collection[str] = ()) -> list[str]:
    """Officers of the organ with a certificate in force on the day, in the order of their codes."""
    return sorted(p.code for p in officers_of(organ, on) if p.code not in without)
