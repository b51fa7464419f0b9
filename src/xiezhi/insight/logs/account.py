"""What a reading of a log used and what not, and whether a report on it can be complete."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiezhi.insight.logs.aside import SetAside
from xiezhi.insight.logs.tally import Tally

#: So many cases with rows set aside are named.
CASES = 10_000


@dataclass(frozen=True, slots=True)
class Account:
    """Names nobody mapped, rows set aside."""

    tally: Tally
    aside: SetAside

    @property
    def complete(self) -> bool:
        """Whether every event was understood or set aside by name in the mapping."""
        return not self.aside.rows and not self.tally.unknown_activities

    def why_not(self) -> str:
        """What is missing, in one Chinese sentence; empty when nothing is."""
        acts = self.tally.unknown_activities
        parts = []
        if self.aside.rows:
            parts.append(f"{self.aside.rows} 行不能读取，已搁置")
        if acts:
            parts.append(f"{sum(acts.values())} 个事件的活动没有对应的步骤，未参与判断")
        return "；".join(parts)

    def sentences(self) -> list[str]:
        """Chinese lines for standard error."""
        return [*self.tally.sentences(), *self.aside.sentences()]

    def as_data(self) -> dict[str, Any]:
        """For machines: all counts by name, all reasons with their first places, the cases concerned."""
        return {
            "events": self.tally.events,
            "kept": self.tally.kept,
            "unknown_activities": dict(self.tally.unknown_activities.most_common()),
            "unknown_attributes": dict(self.tally.unknown_attributes.most_common()),
            "ignored_activities": dict(self.tally.ignored_activities.most_common()),
            "other_lifecycle": dict(self.tally.other_lifecycle.most_common()),
            "set_aside": {
                "rows": self.aside.rows,
                "rows_without_case": self.aside.nameless,
                "cases": len(self.aside.cases),
                "first_cases": sorted(self.aside.cases)[:CASES],
                "reasons": [
                    {
                        "field": each.field,
                        "reason": each.reason,
                        "rows": each.rows,
                        "first": [{"place": p.place, "reason": p.reason} for p in each.first],
                    }
                    for each in self.aside.reasons.values()
                ],
            },
        }


def of_node(events: int, unknown: dict[str, int], path: Path) -> Account:
    """The account of a snapshot, which holds whole entries: only fields can be unknown to the corpus."""
    tally = Tally(events=events, kept=events)
    tally.unknown_attributes.update(unknown)
    return Account(tally, SetAside(path))
