"""What the kernel sees of a journal entry or of a row in a foreign event log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

EPOCH = date(1970, 1, 1)
_EPOCH_ORDINAL = EPOCH.toordinal()


@dataclass(frozen=True, slots=True)
class Event:
    """One effective act or fact event.

    `at` is when it happened (aware, in the organ's zone); `recorded_at` is server time and is read by
    lateness norms only. `fields` holds scalars and lists of flat mappings (item lists); the actors are the
    item list `by` (`person`, `role`, `organ`, `in_name_of`, `on_behalf_of`, `proof`).
    """

    matter: str
    thread: str
    procedure: str
    seq: int
    step: str
    at: datetime
    recorded_at: datetime
    mode: str = "decide"
    fields: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""

    @property
    def day(self) -> int:
        """Days since 1970-01-01 in the zone of `at`."""
        return self.at.toordinal() - _EPOCH_ORDINAL

    @property
    def minute(self) -> int:
        """Minutes since 1970-01-01 00:00 of the local wall clock of `at`."""
        return self.day * 1440 + self.at.hour * 60 + self.at.minute


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as replay and norms see them: by (`at`, `seq`)."""
    return sorted(events, key=lambda e: (e.at, e.seq))
