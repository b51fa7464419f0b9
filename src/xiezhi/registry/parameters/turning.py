"""Entries after which acts that lie in the past may be judged otherwise."""

from __future__ import annotations

from datetime import date

from xiezhi.journal.models import Entry

SET = "parameter_set"


def turns_past(entry: Entry, today: date) -> bool:
    """Whether the entry sets a value that already holds: then every matter has to be looked at again."""
    if entry.step != SET:
        return False
    return date.fromisoformat(entry.content["fields"]["effective_from_on"]) <= today
