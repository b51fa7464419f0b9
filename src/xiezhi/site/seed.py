"""Fills an empty demo node: the register, then the invented cases."""

from __future__ import annotations

from django.utils import timezone

from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.follow import run_followers
from xiezhi.journal.models import Entry
from xiezhi.registry.demo import seed
from xiezhi.site.demo_cases import write_cases


def seed_demo() -> int:
    """Seed what is not there yet; how many entries are new. Run again it changes nothing."""
    now = timezone.localtime()
    before = Entry.objects.count()
    write_cases(seed(now), now)
    while any(run_followers().values()):
        pass
    checkpoint()
    return Entry.objects.count() - before
