"""After each entry the nearest deadline of its case is computed anew, so that lists need not."""

from __future__ import annotations

from xiezhi.journal.models import Entry
from xiezhi.journal.wiring import Follower
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import refresh
from xiezhi.registry.clock import today
from xiezhi.registry.parameters.turning import turns_past


def keep_clock(entry: Entry) -> None:
    """Idempotent: a case already computed at its present state is left alone; a value of a parameter that already
    holds leaves all of them to be computed again."""
    if turns_past(entry, today()):
        Case.objects.update(clock_on=None)
    case = Case.objects.filter(pk=entry.matter).first()
    if case is not None and case.clock_seq < case.seq:
        refresh(case)


FOLLOWERS = (Follower("matters.clocks", keep_clock),)
