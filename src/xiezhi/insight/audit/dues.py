"""Fills the look-up tables of a plan with dues that `law.periods` computes, each distinct start once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from xiezhi.law.events import EPOCH
from xiezhi.law.facts.to_sql import Lookup
from xiezhi.law.norms.model import Within
from xiezhi.law.periods import Calendar, CalendarMissing, due, earliest
from xiezhi.law.periods.clock import CONTINUOUS

MIDNIGHT = datetime(1970, 1, 1)  # noqa: DTZ001  local wall clock, as minutes are


Ends = tuple[int | None, int | None]
#: How a table is kept: connection, name, columns, rows, how many of the first columns are text.
Keep = Callable[[Any, str, Sequence[str], Iterable[Sequence[Any]], int], None]


def fill(con: Any, lookup: Lookup, calendar: Calendar, keep: Keep | None = None) -> None:
    """Create the table `lookup.name(start, amount, due, least)`; `due` is NULL where the calendar has no answer."""
    rows = [
        (start, amount, *_ends(lookup, start, amount, calendar))
        for start, amount in con.execute(lookup.select).fetchall()
    ]
    (keep or put)(con, lookup.name, ("start", "amount", "due", "least"), rows, 0)


class Dues:
    """Look-ups of one audit: what a bucket has asked is not computed again for the next."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[object, ...], dict[tuple[int, int], Ends]] = {}

    def fill(self, con: Any, lookup: Lookup) -> None:
        """As the function `fill`."""
        kind = (lookup.within.unit, lookup.roll, lookup.seeks)
        known, rows = self._known.setdefault(kind, {}), []
        for start, amount in con.execute(lookup.select).fetchall():
            ends = known.get((start, amount))
            if ends is None:
                ends = known[start, amount] = _ends(lookup, start, amount, self._calendar)
            rows.append((start, amount, *ends))
        put(con, lookup.name, ("start", "amount", "due", "least"), rows)


def _ends(lookup: Lookup, start: int, amount: int, calendar: Calendar) -> Ends:
    """Day or minute at which the period ends, or (`earliest`) from which it has passed; the earliest it can be."""
    try:
        found = _end(lookup, start, amount, calendar)
    except CalendarMissing as missing:
        return None, least(missing, 1 if lookup.seeks == "earliest" else 0)
    except (ValueError, OverflowError):
        return None, None
    return found, found


def _end(lookup: Lookup, start: int, amount: int, calendar: Calendar) -> int | None:
    if lookup.seeks == "arranged" or lookup.seeks == "weekend":
        return int(calendar.off_as(day(start), lookup.seeks))
    exact = lookup.within.unit in CONTINUOUS
    begun = moment(start) if exact else day(start)
    period = Within(lookup.within.unit, amount)
    if lookup.seeks == "earliest":
        bound = earliest(begun, period, calendar)
        return bound.minute if exact else bound.day
    end = due(begun, period, calendar, roll=lookup.roll)
    return end.minute if exact else end.day


def least(missing: CalendarMissing, later: int = 0) -> int | None:
    """The day number of the earliest possible end, and `later` days on."""
    return None if missing.least is None else (missing.least - EPOCH).days + later


def day(number: int) -> date:
    """The date of a day number."""
    return EPOCH + timedelta(days=number)


def moment(minute: int) -> datetime:
    """The local moment of a minute number."""
    return MIDNIGHT + timedelta(minutes=minute)


def put(
    con: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], words: int = 0
) -> None:
    """A temporary table of 64-bit integers; the first `words` columns may be text."""
    held = list(rows)
    arrays = [
        pa.array([row[i] for row in held], _kind(held, i) if i < words else pa.int64())
        for i in range(len(columns))
    ]
    con.register("put_rows", pa.table(arrays, names=list(columns)))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM put_rows")
    con.unregister("put_rows")


def _kind(rows: Sequence[Sequence[Any]], column: int) -> Any:
    return pa.string() if rows and isinstance(rows[0][column], str) else pa.int64()
