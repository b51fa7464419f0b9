"""`5 workdays`, `param:name days`, `fact:name months`: how corpus files write a period."""

from __future__ import annotations

import re
from typing import get_args

from xiezhi.law.norms.model import PeriodUnit, Within
from xiezhi.law.reading import View

UNITS: tuple[PeriodUnit, ...] = get_args(PeriodUnit)
_TEXT = re.compile(rf"(?:(\d+)|param:(\w+)|fact:(\w+)) ({'|'.join(UNITS)})")
_EXPECTED = f"形如“5 workdays”“param:参数 days”“fact:事实 months”的期间（{'、'.join(UNITS)}）"


def parse_within(text: str) -> Within | None:
    """The period that `text` states, or None when it states none."""
    match = _TEXT.fullmatch(text)
    if match is None:
        return None
    amount, param, fact, unit = match.groups()
    known = next(each for each in UNITS if each == unit)
    return Within(known, int(amount) if amount else None, param, fact)


def read_within(view: View, key: str) -> Within:
    """The period under `key`; a problem and a neutral period when it is not one."""
    text = view.text(key)
    found = parse_within(text)
    if found is None and key in view:
        view.problem(key, f"“{text}”", _EXPECTED)
    return found or Within("days", 0)
