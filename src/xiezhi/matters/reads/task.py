"""One row of a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from xiezhi.matters.models import Case


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the desk: the act wanted, on what, until when, and why it is here. `until`: a term of its own,
    else the case's nearest one."""

    act: str
    case: Case
    href: str
    kind: str
    note: str = ""
    who: str = ""
    until: datetime | None = None

    @property
    def due_on(self) -> date | None:
        return timezone.localtime(self.until).date() if self.until else self.case.due_on
