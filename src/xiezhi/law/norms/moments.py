"""Days and minutes as examples and stories write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from xiezhi.law.reading import as_day

#: What an example may give besides facts: the two ends, the day of judging, cut intervals, granted extensions.
MOMENTS = ("from", "to", "as_of", "except", "extended")


def moment(value: Any) -> datetime:
    """An ISO day (taken at nine o'clock) or minute; `ValueError` when it is neither."""
    text = str(value)
    day = as_day(text)
    if day is not None:
        return datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001
    return datetime.fromisoformat(text)
