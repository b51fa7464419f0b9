"""A limit on look-ups by one address, so that codes cannot be tried through."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache

LOOKUPS = 60


class Throttled(Exception):
    """Too many look-ups; `until` is when the next is answered."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"查询过于频繁，请在 {until:%H:%M:%S} 以后再试。")


def count_try(address: str, now: datetime, window: timedelta) -> None:
    """Count one look-up of the address. Raises Throttled above the limit of the window."""
    slot = int(now.timestamp() // window.total_seconds())
    key = f"verify:{address}:{slot}"
    cache.add(key, 0, window.total_seconds() * 2)
    if cache.incr(key) > LOOKUPS:
        raise Throttled(datetime.fromtimestamp((slot + 1) * window.total_seconds(), tz=now.tzinfo))
