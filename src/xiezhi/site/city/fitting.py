"""What the day of a step must be for a kind of case: a make-up Saturday, a rolled day, a certificate's last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from xiezhi.site.city.people import Officer
from xiezhi.site.city.story import Part
from xiezhi.site.city.workdays import ONE_DAY, is_makeup, is_workday

SATURDAY = 5


def holds(
    word: str,
    step: str,
    found: Mapping[str, datetime],
    parts: Mapping[str, Part],
    odd: Officer | None,
) -> bool:
    """Whether the day of `step` is what `word` says."""
    day = found[step].date()
    if word in OF_OFFICER:
        return odd is not None and OF_OFFICER[word](day, odd)
    if word in OF_SPAN:
        base = next(w.base for w in parts[step].at if w.base in found)
        return OF_SPAN[word](found[base].date(), day)
    return OF_DAY[word](day)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(1, (last - first).days)]


def _rolled(first: date, last: date) -> bool:
    """The day before was one of rest, so that the step came to this one."""
    return not is_workday(last - ONE_DAY)


OF_DAY: Mapping[str, Callable[[date], bool]] = {"makeup": is_makeup, "workday": is_workday}
OF_SPAN: Mapping[str, Callable[[date, date], bool]] = {
    "over_makeup": lambda a, b: any(is_makeup(d) for d in _between(a, b)),
    "over_holiday": lambda a, b: any(
        d.weekday() < SATURDAY and not is_workday(d) for d in _between(a, b)
    ),
    "after_rest": _rolled,
    "after_workday": lambda a, b: is_workday(b - ONE_DAY),
}
OF_OFFICER: Mapping[str, Callable[[date, Officer], bool]] = {
    "last_valid": lambda day, o: day == o.turn,
    "after_turn": lambda day, o: o.turn is not None and day > o.turn,
    "from_turn": lambda day, o: o.turn is not None and day >= o.turn,
    "paused": lambda day, o: o.turn is not None and o.back is not None and o.turn <= day < o.back,
    "restored": lambda day, o: o.back is not None and day == o.back,
}
