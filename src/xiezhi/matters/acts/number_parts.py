"""A document's number taken apart, so that twins and gaps can be found across matters (GB/T 9704 发文字号)."""

from __future__ import annotations

import re
from typing import Any

from xiezhi.documents.models import Number

#: 机关代字〔四位年份〕顺序号号; no padding, no 第.
_NUMBER = re.compile(r"(?P<series>[^〔〕\d第]+〔\d{4}〕)(?P<n>[1-9]\d*)号")
PARTS = ("number_series", "number_n", "number_check", "number_gap")


def number_parts(text: str) -> dict[str, Any]:
    """The series and place of a number, whether it is written as it should be, and whether the one before it is
    known to be void."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return {"number_check": "differ"}
    parts = {
        "number_series": found["series"],
        "number_n": int(found["n"]),
        "number_check": "conform",
    }
    return parts | ({"number_gap": "explained"} if _void_before(found) else {})


def _void_before(found: re.Match[str]) -> bool:
    """The number before is on record as returned or voided; every such row states its reason."""
    before = f"{found['series']}{int(found['n']) - 1}号"
    return Number.objects.filter(text=before).exclude(state__in=("reserved", "used")).exists()
