"""Followers read on in the log from their cursor: in order, at least once; one that fails stops and is visible."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from xiezhi.journal.models import Cursor, LogLine
from xiezhi.journal.wiring import Follower, wired

__all__ = ["Follower", "run_followers"]

log = logging.getLogger(__name__)

#: Entries a follower handles before its cursor is stored; a crash repeats at most these.
BATCH = 100
#: As many for one that takes them together: most matters then have their newest entry among them.
TOGETHER = 1000


def run_followers(followers: Sequence[Follower] | None = None, batches: int = 10) -> dict[str, int]:
    """Let each follower (default: those of the wiring) read on; how many entries each handled.

    `handle` runs outside any transaction, so it may record acts itself; it must bear repetition.
    """
    chosen = wired().followers if followers is None else followers
    return {follower.name: _run(follower, batches) for follower in chosen}


def _run(follower: Follower, batches: int) -> int:
    Cursor.objects.get_or_create(name=follower.name)
    done = 0
    for _ in range(batches):
        handled, more = _batch(follower)
        done += handled
        if not more:
            break
    return done


def _batch(follower: Follower) -> tuple[int, bool]:
    """Entries handled, and whether to go on."""
    start = Cursor.objects.get(name=follower.name).position
    size = BATCH if follower.handle_all is None else TOGETHER
    lines = LogLine.objects.select_related("entry").filter(position__gt=start).order_by("position")
    reached, failed = _read_on(follower, list(lines[:size]), start)
    moved = _move(follower.name, start, reached, failed)
    return reached - start, moved and not failed and reached - start == size


def _read_on(follower: Follower, lines: Sequence[LogLine], start: int) -> tuple[int, str]:
    """The last position handled, and what went wrong after it."""
    if _together(follower, lines):
        return lines[-1].position, ""
    reached = start
    for line in lines:
        failed = _handle(follower, line)
        if failed:
            return reached, failed
        reached = line.position
    return reached, ""


def _together(follower: Follower, lines: Sequence[LogLine]) -> bool:
    """Whether a follower that takes entries together handled these; when it failed they go one by one."""
    if follower.handle_all is None or not lines:
        return False
    try:
        follower.handle_all([line.entry for line in lines])
    except Exception:
        log.exception("跟随者 %s 不能一并处理到位置 %s", follower.name, lines[-1].position)
        return False
    return True


def _handle(follower: Follower, line: LogLine) -> str:
    """Empty, or what went wrong."""
    try:
        follower.handle(line.entry)
    except Exception as fault:
        log.exception("跟随者 %s 在位置 %s 停下", follower.name, line.position)
        return f"位置 {line.position}（{line.entry}）：{type(fault).__name__}: {fault}"[:500]
    return ""


def _move(name: str, start: int, reached: int, failed: str) -> bool:
    """Move the cursor on, unless another process moved it meanwhile (it handled the same entries)."""
    since: Any = timezone.now() if failed else None
    if failed and reached == start:
        since = Coalesce(F("failed_since"), Value(since), output_field=DateTimeField())
    mine = Cursor.objects.filter(name=name, position=start)
    return bool(mine.update(position=reached, error=failed, failed_since=since))
