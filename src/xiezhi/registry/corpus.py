"""The loaded corpus of this node, once per process: national first, then the layers of the settings."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from xiezhi.law.corpus import NATIONAL, Corpus, load
from xiezhi.law.periods.calendar import Calendar


@cache
def corpus() -> Corpus:
    """Raises CorpusError with every problem when a file is wrong."""
    return load([NATIONAL, *settings.XIEZHI_CORPUS])


@cache
def online_calendar() -> Calendar:
    """The calendar that estimates years without an arrangement (暂定), laid out once."""
    return corpus().calendar.online()
