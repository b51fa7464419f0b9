"""Says how far long work has come, every few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

Say = Callable[[str], None]


class Progress:
    """`reached(done)` says a sentence when `seconds` have passed since the last one."""

    def __init__(
        self, total: int, say: Say, seconds: float = 5.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._total, self._say, self._seconds, self._now = total, say, seconds, now
        self._next = now() + seconds

    def reached(self, done: int) -> None:
        now = self._now()
        if now >= self._next:
            self._next = now + self._seconds
            self._say(f"已写入 {done} / {self._total} 条记载（{100 * done // self._total}%）")
