"""The generator's data files, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from xiezhi.law.reading import Problem, all_or_raise, read

HERE = Path(__file__).parent


@cache
def book(path: Path) -> Mapping[str, Any]:
    """One file. Raises CorpusError with the places of mistakes."""
    problems: list[Problem] = []
    table = read(path, problems)
    all_or_raise(problems)
    assert table is not None
    return table


def data(name: str) -> Mapping[str, Any]:
    """The file `name` beside this one."""
    return book(HERE / f"{name}.yaml")
