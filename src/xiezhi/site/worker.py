"""The background worker: followers read on from their cursors, checkpoints are signed."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections

from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.follow import run_followers
from xiezhi.site.daily import daily
from xiezhi.site.recovery import settle, tidy

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5
#: Signed checkpoints at least once a minute (reliability F); cards of the day a little less often.
CHECKPOINT_SECONDS, DAILY_SECONDS = 30, 60
#: What a stop left behind: acts every minute, files of broken uploads every hour.
SETTLE_SECONDS, TIDY_SECONDS = 60, 3600


class Every:
    """A duty done at most once in so many seconds."""

    def __init__(self, seconds: float, duty: Callable[[], object]) -> None:
        self.seconds, self.duty, self._next = seconds, duty, 0.0

    def __call__(self) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self.seconds
            self.duty()


class Stopped:
    """Becomes true once the process was asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def round_(duties: tuple[Callable[[], object], ...]) -> None:
    """One round of every duty; a database that is away is waited for, anything else is logged and shown."""
    for duty in duties:
        try:
            duty()
        except DatabaseError:
            log.exception("后台工作遇到数据库错误,稍后重试")
            close_old_connections()


def main(argv: list[str]) -> int:
    """Work until asked to stop; `--once` makes one round."""
    stopped = Stopped()
    duties = (
        run_followers,
        Every(CHECKPOINT_SECONDS, checkpoint),
        Every(DAILY_SECONDS, daily),
        Every(SETTLE_SECONDS, settle),
        Every(TIDY_SECONDS, tidy),
    )
    while True:
        round_(duties)
        if stopped.asked or "--once" in argv:
            return 0
        time.sleep(PAUSE_SECONDS)
