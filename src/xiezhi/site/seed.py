"""Fills an empty demo node: the register, then the invented cases."""

from __future__ import annotations

from django.utils import timezone

from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.follow import run_followers
from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case
from xiezhi.registry import cast, receipts
from xiezhi.registry.demo import seed
from xiezhi.registry.models import Party
from xiezhi.site.demo_cases import write_cases


def seed_demo() -> int:
    """Seed what is not there yet; how many entries are new. Run again it changes nothing."""
    now = timezone.localtime()
    before = Entry.objects.count()
    people = seed(now)
    write_cases(people, now)
    _receipt(people.parties["vendor"])
    while any(run_followers().values()):
        pass
    checkpoint()
    return Entry.objects.count() - before


def _receipt(party: Party) -> None:
    """The demo's party holds a receipt for its first case."""
    if receipts.find(cast.DEMO_CODE) is None:
        matter = next(c.matter for c in Case.objects.order_by("pk") if party.code in c.parties)
        receipts.issue(matter, party, cast.DEMO_CODE)
