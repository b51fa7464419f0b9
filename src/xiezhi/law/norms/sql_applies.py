"""When a norm applies, in SQL: version of the law, procedure, condition, special norms in its place."""

from __future__ import annotations

from datetime import date

from xiezhi.law.events import EPOCH
from xiezhi.law.facts.sql_layout import listed
from xiezhi.law.norms.model import Norm
from xiezhi.law.norms.sql_part import Part
from xiezhi.law.norms.sql_verdicts import NOT_APPLICABLE, UNKNOWN, Judged

#: The day by which the version of the law is chosen.
DAY = "r.x_own_day"


def add_applicability(part: Part, judged: Judged) -> None:
    """The cases before the rule's own, in the order in which `judge` tries them."""
    norm, when = part.norm, part.norm.applies.when
    start, end = norm.in_force
    condition = part.texts.on_row(when, "r") if when else None
    if end is not None:
        judged.when(f"{DAY} > {_day(end)}", NOT_APPLICABLE)
    judged.when(f"NOT {_covers(part, norm)}", NOT_APPLICABLE)
    if condition:
        judged.when(f"NOT ({condition})", NOT_APPLICABLE)
    for special in part.corpus.displaced_by.get(norm.id, ()):
        judged.when(_holds(part, special), NOT_APPLICABLE)
    earlier = [_in_force(part.corpus.norms[each]) for each in norm.displaces]
    for general in earlier:
        judged.when(f"{DAY} < {_day(start)} AND {general}", NOT_APPLICABLE)
    judged.when(f"{DAY} < {_day(start)}", NOT_APPLICABLE if norm.first else UNKNOWN)
    if condition:
        judged.when(f"({condition}) IS NULL", UNKNOWN)


def _holds(part: Part, norm: Norm) -> str:
    """The norm surely applies to the row."""
    when = f" AND ({part.texts.on_row(norm.applies.when, 'r')})" if norm.applies.when else ""
    return f"{_in_force(norm)} AND {_covers(part, norm)}{when}"


def _in_force(norm: Norm) -> str:
    start, end = norm.in_force
    until = f" AND {DAY} <= {_day(end)}" if end else ""
    return f"({DAY} >= {_day(start)}{until})"


def _covers(part: Part, norm: Norm) -> str:
    """The procedure of the row (matter: of any of its events) is one of the norm's."""
    covered = part.corpus.covered(norm.applies.procedures)
    if covered is None:
        return "(1 = 1)"
    if not covered:
        return "(1 = 0)"
    if part.stage.grain.of != "matter":
        return f"(r.x_procedure IN ({listed(covered)}))"
    text = f"count(CASE WHEN s.procedure IN ({listed(covered)}) THEN 1 END)"
    name = f"covers_{part.prefix}_{norm.id.lower().replace('-', '_')}"
    part.stage.facts[name] = f"r.{part.stage.column(0, text, None)}"
    return f"(r.{name} > 0)"


def _day(day: date) -> int:
    return (day - EPOCH).days
