"""One row of a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xiezhi.matters.models import Case


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the desk: the act wanted, on what, until when, and why it is here."""

    act: str
    case: Case
    href: str
    kind: str
    note: str = ""
    who: str = ""

    @property
    def due_on(self) -> date | None:
        return self.case.due_on
