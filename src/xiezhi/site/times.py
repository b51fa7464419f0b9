"""When an act may have happened for the door to take it: decided now, or attested from the past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from xiezhi.journal.acts import Act
from xiezhi.law.facts.values import EPOCH_ORDINAL
from xiezhi.law.norms.outcome import chinese_minute
from xiezhi.registry.parameters.reads import parameters_here

AHEAD, LATE = "clock_ahead_minutes", "decide_entry_minutes"


def time_faults(act: Act, now: datetime) -> Iterator[str]:
    """A Chinese sentence when the act lies in the future, or is decided long after it happened.

    What is decided gets its effect here and now, so it must not be given an earlier date; what happened earlier
    (offline, on paper, elsewhere) is attested, with its source, however late.
    """
    ahead, late = _minutes(act)
    if act.at > now + timedelta(minutes=ahead):
        yield f"发生时间{_told(act.at)}晚于现在，还没有发生的事不能登记；请核对日期和时间。"
    elif act.mode == "decide" and act.at < now - timedelta(minutes=late):
        yield (
            f"发生时间{_told(act.at)}早于在线办理可以登记的{_span(late)}，不能倒填日期。"
            "这件事如确已在当时办完，请改为“补录”，写明来源（纸质文书、录像、回执等）和补录的理由。"
        )


def _minutes(act: Act) -> tuple[int, ...]:
    """How far ahead of now and how long before it an act may lie."""
    found, day = parameters_here(), timezone.localtime(act.at).date()
    return tuple(found[name].value_at({"step": act.step}, day) or 0 for name in (AHEAD, LATE))


def _told(moment: datetime) -> str:
    at = timezone.localtime(moment)
    return chinese_minute((at.toordinal() - EPOCH_ORDINAL) * 1440 + at.hour * 60 + at.minute)


def _span(minutes: int) -> str:
    return f"{minutes // 60}小时" if minutes % 60 == 0 else f"{minutes}分钟"
