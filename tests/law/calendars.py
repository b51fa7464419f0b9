"""The national calendar and short ways to write periods, for the tests of law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xiezhi
from xiezhi.law.norms.model import PeriodUnit, Within
from xiezhi.law.periods import load_calendar

NATIONAL = Path(xiezhi.__file__).parent / "corpus"
CN = load_calendar([NATIONAL])
ONLINE = CN.online()


def on(text: str) -> date:
    return date.fromisoformat(text)


def within(amount: int, unit: PeriodUnit) -> Within:
    return Within(unit, amount=amount)
