"""What judging a rule over a row gives, before it becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from xiezhi.law.facts.context import Scalar
from xiezhi.law.facts.values import EPOCH_ORDINAL
from xiezhi.law.verdicts import Verdict


def _nothing() -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`detail` is the part of the reason that only this row knows; `facts` what the rule saw besides row facts."""

    verdict: Verdict
    detail: str = ""
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    due_day: int | None = None
    due_min: int | None = None
    suspended: bool = False
    provisional: bool = False
    explain: Callable[[], tuple[str, ...]] = _nothing


MET = Outcome(Verdict.MET)
BREACHED = Outcome(Verdict.BREACHED)
NOT_APPLICABLE = Outcome(Verdict.NOT_APPLICABLE)


def unknown(*missing: str, detail: str = "") -> Outcome:
    return Outcome(Verdict.UNKNOWN, detail, missing=missing)


def chinese_day(day: int) -> str:
    """Days since 1970-01-01 → 2026年3月2日."""
    found = date.fromordinal(day + EPOCH_ORDINAL)
    return f"{found.year}年{found.month}月{found.day}日"


def chinese_minute(minute: int) -> str:
    """Minutes since 1970-01-01 → 2026年3月2日9时05分."""
    at = datetime(1970, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001
    return f"{chinese_day(minute // 1440)}{at.hour}时{at.minute:02d}分"
