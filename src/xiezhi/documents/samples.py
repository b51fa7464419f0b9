"""Contexts of one invented case, from which every kind can be shown without real data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from xiezhi.law.reading import Problem, Table, all_or_raise, read

SAMPLE_CODE = "0123456789ABC-DEFGHJKMNPQRS"


def sample(kind: str) -> dict[str, Any]:
    """A complete context for a document of `kind`, with a made-up code."""
    book = _book()
    return {
        **book["case"],
        "code": SAMPLE_CODE,
        "verify_url": f"https://example.invalid/v/{SAMPLE_CODE.replace('-', '')}",
        **book["kinds"].get(kind, {}),
    }


@cache
def _book() -> Table:
    problems: list[Problem] = []
    table = read(Path(__file__).with_name("sample_case.yaml"), problems)
    all_or_raise(problems)
    assert table is not None
    return table
