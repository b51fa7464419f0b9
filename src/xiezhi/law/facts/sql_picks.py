"""`first | last | count | sum | distinct` and `next` as aggregates of a stage."""

from __future__ import annotations

from collections.abc import Callable

from xiezhi.law.facts.model import Next, Pick
from xiezhi.law.facts.sql_layout import listed, own_event
from xiezhi.law.facts.sql_stage import Stage

#: SQL of a predicate of the corpus, given the column of each of its names.
Compile = Callable[[str, Callable[[str], str]], str]


def add_pick(stage: Stage, name: str, pick: Pick, compile_: Compile) -> None:
    """Fact `name` by `pick`."""
    match = _match(stage, pick, compile_)
    if pick.how in ("first", "last"):
        stage.facts[f"x_{name}"] = _end(stage, pick, match)
        return
    taken = stage.layout.column(pick.take, pick.list) if pick.take else "1"
    how = {"count": "count(", "sum": "sum(", "distinct": "count(DISTINCT "}[pick.how]
    text = f"{how}CASE WHEN {match} THEN {taken} END)"
    column = stage.column(1, text, pick.steps, pick.list)
    found = f"r.{column}" if pick.how == "sum" else f"COALESCE(r.{column}, 0)"
    stage.facts[f"x_{name}"] = f"CAST({found} AS BIGINT)"


def _end(stage: Stage, pick: Pick, match: str) -> str:
    """The value at the first or last matching event or item. Days never decrease along a matter's order."""
    end = "min" if pick.how == "first" else "max"
    taken = stage.layout.column(str(pick.take), pick.list)
    if stage.layout.lacks(str(pick.take), pick.list):
        return taken
    if taken == "s.day":
        return f"r.{stage.column(1, f'{end}(CASE WHEN {match} THEN s.day END)', pick.steps, pick.list)}"
    return _at_end(stage, pick.list, (end, match), taken, pick.steps)


def _at_end(
    stage: Stage,
    items: str | None,
    which: tuple[str, str],
    taken: str,
    steps: tuple[str, ...] | None,
) -> str:
    """`taken` of the first (min) or last (max) event or item that matches."""
    end, match = which
    at = f"CASE WHEN {match} THEN {position(items)} END"
    if stage.layout.extremes:
        return f"r.{stage.column(1, f'arg_{end}_null({taken}, {at})', steps, items)}"
    return _value(stage, items, stage.column(1, f"{end}({at})", steps, items), taken, steps)


def _value(
    stage: Stage, items: str | None, at: str, taken: str, steps: tuple[str, ...] | None
) -> str:
    """What stands at the position `r.<at>`."""
    text = f"max(CASE WHEN {position(items)} = r.{at} THEN {taken} END)"
    return f"r.{stage.column(2, text, steps, items)}"


def add_next(stage: Stage, name: str, following: Next) -> None:
    """Fact `name`: `take` of the first event of `steps` after the first or last of `after`."""
    end = "min" if following.of == "first" else "max"
    mark = f"{end}(CASE WHEN s.step IN ({listed(following.after)}) THEN s.ord END)"
    anchor = stage.column(0, mark, following.after)
    wanted = f"s.step IN ({listed(following.steps)}) AND s.ord > r.{anchor}"
    taken = stage.layout.column(following.take)
    stage.facts[f"x_{name}"] = _at_end(stage, None, ("min", wanted), taken, following.steps)


def add_first_procedure(stage: Stage) -> None:
    """The automatic fact `procedure` of matter and thread rows: that of their first event."""
    stage.facts["x_procedure"] = _at_end(stage, None, ("min", "1 = 1"), "s.procedure", None)


def position(items: str | None) -> str:
    """Where an event or item stands in its matter."""
    return "s.pos" if items else "s.ord"


_BESIDE = {"before": "<", "after": ">", "own": "="}


def _match(stage: Stage, pick: Pick, compile_: Compile) -> str:
    """Condition that the row `r` sees the event or item `s` and picks it."""
    parts = [f"s.step IN ({listed(pick.steps)})"]
    if pick.where:
        parts.append(f"({compile_(pick.where, lambda n: stage.layout.column(n, pick.list))})")
    parts += [f"{stage.layout.column(f, pick.list)} = r.x_{fact}" for f, fact in pick.same]
    if own_event(stage.grain) and pick.when != "any":
        parts.append(f"s.ord {_BESIDE[pick.when]} r.ord")
    if pick.since:
        bound = "r.ord" if own_event(stage.grain) else None
        parts.append(f"s.ord > COALESCE(r.{last_of(stage, 0, pick.since, bound)}, 0)")
    return " AND ".join(parts)


def last_of(stage: Stage, level: int, steps: tuple[str, ...], before: str | None) -> str:
    """Column of the order of the last event of `steps` (before the order `before`)."""
    bound = f" AND s.ord < {before}" if before else ""
    text = f"max(CASE WHEN s.step IN ({listed(steps)}){bound} THEN s.ord END)"
    return stage.column(level, text, steps)
