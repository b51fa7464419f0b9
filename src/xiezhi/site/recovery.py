"""After a stop in the middle: every room brings what was begun to its end, or voids it with the reason."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from xiezhi.documents.recovery import void_unused
from xiezhi.journal.files import sweep
from xiezhi.matters.acts.case_number import SERIES
from xiezhi.matters.acts.recovery import settle as settle_acts
from xiezhi.publicity.recovery import settle as settle_publications

#: What is younger may still be at work in another process.
AGE = timedelta(minutes=10)


def settle(older_than: timedelta = AGE) -> int:
    """How much was settled. Runs from the worker; twice changes nothing."""
    before = timezone.now() - older_than
    found = settle_acts(before) + settle_publications(before)
    return found + void_unused(before, but=(SERIES,))


def tidy(older_than: timedelta = timedelta(days=1)) -> int:
    """Remove what interrupted uploads left in the file store; how many files."""
    return sweep(int(older_than.total_seconds()))
