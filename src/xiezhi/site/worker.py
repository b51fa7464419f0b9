"""The background worker: followers read on from their cursors, checkpoints are signed."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections

from xiezhi.journal.checkpoints import checkpoint_if_due
from xiezhi.journal.follow import run_followers

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5


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
    while True:
        round_((run_followers, checkpoint_if_due))
        if stopped.asked or "--once" in argv:
            return 0
        time.sleep(PAUSE_SECONDS)
