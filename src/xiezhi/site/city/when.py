"""When a step happens: `base +1..3w 10:00`, counted from another step or from the start of the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from xiezhi.site.city.workdays import plus_workdays, rolled

FORM = re.compile(
    r"(?P<base>\w+)(?: (?P<how>[+=])(?P<low>-?\d+)(?:\.\.(?P<high>\d+))?(?P<unit>[dwm])(?P<roll>>)?)?"
    r"(?: (?P<clock>\d\d:\d\d))?"
)


@dataclass(frozen=True, slots=True)
class When:
    """`low` to `high` days, working days or minutes after `base`; `roll`: never on a day of rest; `clock`
    the time of day, None for that of the base."""

    base: str
    low: int = 0
    high: int = 0
    unit: str = "d"
    roll: bool = False
    clock: time | None = None

    @classmethod
    def of(cls, text: str) -> When:
        """Raises ValueError for what is not of the form."""
        found = FORM.fullmatch(text)
        if found is None:
            raise ValueError(f"「{text}」不是时间")
        low = int(found["low"] or 0)
        return cls(
            base=found["base"],
            low=low,
            high=int(found["high"] or low),
            unit=found["unit"] or "d",
            roll=bool(found["roll"]) or (found["how"] == "+" and found["unit"] == "d"),
            clock=time.fromisoformat(found["clock"]) if found["clock"] else None,
        )

    def draw(self, rng: Random) -> int:
        return self.low if self.low == self.high else rng.randint(self.low, self.high)

    def after(self, base: datetime, count: int) -> datetime:
        """The moment `count` units after `base`."""
        if self.unit == "m":
            return base + timedelta(minutes=count)
        day = base.date() + timedelta(days=count if self.unit == "d" else 0)
        if self.unit == "w":
            day = plus_workdays(day, count)
        if self.roll:
            day = rolled(day)
        return datetime.combine(day, self.clock or base.time(), base.tzinfo)
