"""Takes out of a plan the tables that only one statement reads: a view there is computed with it, unused columns never."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from xiezhi.law.facts.to_sql import Lookup
from xiezhi.law.norms.sql_verdicts import Cutting

Step = str | Lookup | Cutting
_MADE = re.compile(r"(?:CREATE TEMP TABLE (\w+) AS|DROP TABLE IF EXISTS (\w+)$)")
_WORD = re.compile(r"\w+")


def lean(steps: Sequence[Step], read_often: Iterable[str]) -> list[Step]:
    """The same steps with a view for each table that is read at most once; `read_often` stay tables."""
    words = Counter(word for step in steps for text in _texts(step) for word in _WORD.findall(text))
    kept = set(read_often)
    return [
        step.replace("TABLE", "VIEW", 1)
        if isinstance(step, str)
        and (name := made_by(step))
        and name not in kept
        and words[name] <= _OWN + 1
        else step
        for step in steps
    ]


#: The statements that drop and make a table name it once each.
_OWN = 2


def made_by(step: str) -> str | None:
    """The table that the statement makes or drops."""
    found = _MADE.match(step)
    return (found[1] or found[2]) if found else None


def _texts(step: Step) -> tuple[str, ...]:
    if isinstance(step, Lookup):
        return (step.select,)
    return (step.rows, step.history) if isinstance(step, Cutting) else (step,)
