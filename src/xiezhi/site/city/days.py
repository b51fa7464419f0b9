"""Finds the days of a case: a start in the past year from which every step falls as its kind demands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from xiezhi.site.city.fitting import holds
from xiezhi.site.city.kinds import Kind
from xiezhi.site.city.people import Officer
from xiezhi.site.city.plan import Plan
from xiezhi.site.city.schedule import drawn, times
from xiezhi.site.city.story import Part
from xiezhi.site.city.workdays import rolled

YEAR = 365
#: How often the waits between steps are drawn anew, and starts tried with each.
DRAWS, STARTS = 60, 80
#: Days around the day an officer's certificate changed on which a case may begin.
AROUND = range(-24, 41)


class NoRoom(RuntimeError):
    """No day of the past year fits a kind of case; the data asks for the impossible."""


@dataclass(frozen=True, slots=True)
class Days:
    """`since`: the case is not older; `odd`: the officer whose certificate the kind is about."""

    plan: Plan
    kind: Kind
    since: date
    parts: Mapping[str, Part]
    odd: Officer | None

    def found(self, rng: Random) -> dict[str, datetime]:
        """When each step happens. Raises NoRoom."""
        spot = self.kind.story.spot
        clock = time(rng.randint(8, 18), rng.randrange(60)) if spot else time()
        for _ in range(DRAWS):
            counts = drawn(self.parts, rng)
            for start in self._starts(rng):
                begun = datetime.combine(start if spot else rolled(start), clock)
                days = times(self.parts, counts, begun.replace(tzinfo=self.plan.now.tzinfo))
                if not self.kind.whole or self._fit(days):
                    return days
        raise NoRoom(f"过去一年里没有一天适合「{self.kind.id}」")

    def _fit(self, days: Mapping[str, datetime]) -> bool:
        over = max(days.values()) + timedelta(days=self.kind.settle) < self.plan.now
        return over and all(
            holds(word, step, days, self.parts, self.odd) for step, word in self.kind.on.items()
        )

    def _starts(self, rng: Random) -> Iterator[date]:
        today = self.plan.today
        if "age" in self.kind.case:
            yield today - timedelta(days=int(self.kind.case["age"]))
        earliest = max(today - timedelta(days=YEAR), self.since)
        if self.odd and self.odd.turn:
            for days in rng.sample(AROUND, len(AROUND)):
                yield max(earliest, self.odd.turn + timedelta(days=days))
            return
        for _ in range(STARTS):
            yield earliest + timedelta(days=rng.randrange((today - earliest).days))
