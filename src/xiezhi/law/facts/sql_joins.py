"""Facts that come from other tables: registers, children, other matters, dues, unions of intervals."""

from __future__ import annotations

from xiezhi.law.facts.model import Child, Due, Elsewhere, IntervalUnion, Valid
from xiezhi.law.facts.sql_layout import equal, key_columns, listed
from xiezhi.law.facts.sql_stage import Stage


def add_valid(stage: Stage, name: str, how: Valid) -> None:
    """1 / 0 / NULL: an entry of the register in force on the day; NULL when a fact is missing or the register is.

    Register tables are `register_<name>(key, from_day, to_day, a_<attribute>…)`; several entries of one key give
    several joined rows, so they are folded to one row per fact row first.
    """
    if how.register not in stage.layout.registers:
        stage.facts[f"x_{name}"] = "CAST(NULL AS BIGINT)"
        return
    keys = key_columns(stage.grain)
    chosen = ", ".join(f"r.{key}" for key in keys)
    read = (how.key, how.on, *(fact for _, fact in how.match))
    known = " AND ".join(f"r.x_{fact} IS NOT NULL" for fact in read)
    same = "".join(f" AND g.a_{attribute} = r.x_{fact}" for attribute, fact in how.match)
    holds = f"g.from_day <= r.x_{how.on} AND COALESCE(g.to_day, r.x_{how.on}) >= r.x_{how.on}{same}"
    table = (
        f"(SELECT {chosen}, max(CASE WHEN {holds} THEN 1 ELSE 0 END) AS held FROM r0 AS r"
        f" JOIN register_{how.register} AS g ON g.key = r.x_{how.key} GROUP BY {chosen}) AS valid_{name}"
    )
    stage.joins.append((table, equal(keys, f"valid_{name}", "r")))
    held = f"COALESCE(valid_{name}.held, 0)"
    stage.facts[f"x_{name}"] = f"CAST(CASE WHEN {known} THEN {held} END AS BIGINT)"


def add_child(stage: Stage, name: str, how: Child, table: str, where: str) -> None:
    """Aggregate over child rows; counts of no children are 0, sums and extremes NULL."""
    keys = key_columns(stage.grain)
    chosen = ", ".join(f"c.{key}" for key in keys)
    value = f"c.x_{how.fact}" if how.fact else "1"
    how_sql = "count(DISTINCT " if how.how == "distinct" else f"{how.how}("
    inner = (
        f"(SELECT {chosen}, {how_sql}CASE WHEN {where} THEN {value} END) AS n"
        f" FROM {table} AS c GROUP BY {chosen}) AS child_{name}"
    )
    stage.joins.append((inner, equal(keys, f"child_{name}", "r")))
    counted = how.how in ("count", "distinct")
    found = f"COALESCE(child_{name}.n, 0)" if counted else f"child_{name}.n"
    stage.facts[f"x_{name}"] = f"CAST({found} AS BIGINT)"


def add_elsewhere(stage: Stage, name: str, how: Elsewhere) -> None:
    """Rows of other matters with the same key: all of the key less those of the own matter."""
    if how.at is not None:
        _add_spanned(stage, name, how)
        return
    everywhere = f"(SELECT key, sum(n) AS n FROM elsewhere_{name} GROUP BY key) AS all_{name}"
    stage.joins.append((everywhere, f"all_{name}.key = r.x_{how.key}"))
    own = f"own_{name}.key = r.x_{how.key} AND own_{name}.matter = r.matter"
    stage.joins.append((f"elsewhere_{name} AS own_{name}", own))
    stage.facts[f"x_{name}"] = (
        f"CASE WHEN r.x_{how.key} IS NOT NULL"
        f" THEN CAST(COALESCE(all_{name}.n, 0) - COALESCE(own_{name}.n, 0) AS BIGINT) END"
    )


def _add_spanned(stage: Stage, name: str, how: Elsewhere) -> None:
    """Rows of other matters with the same key whose span holds the fact `at`."""
    keys = key_columns(stage.grain)
    chosen = ", ".join(f"r.{key}" for key in keys)
    at = f"r.x_{how.at}"
    holds = f"g.matter <> r.matter AND g.since <= {at} AND COALESCE(g.until, {at}) >= {at}"
    table = (
        f"(SELECT {chosen}, sum(CASE WHEN {holds} THEN g.n ELSE 0 END) AS n FROM r0 AS r"
        f" JOIN elsewhere_{name} AS g ON g.key = r.x_{how.key} GROUP BY {chosen}) AS held_{name}"
    )
    stage.joins.append((table, equal(keys, f"held_{name}", "r")))
    known = f"r.x_{how.key} IS NOT NULL AND {at} IS NOT NULL"
    stage.facts[f"x_{name}"] = (
        f"CAST(CASE WHEN {known} THEN COALESCE(held_{name}.n, 0) END AS BIGINT)"
    )


def add_due(stage: Stage, name: str, how: Due, amount: str) -> None:
    """The last day of the period, from the look-up table that `law.periods` filled."""
    on = f"due_{name}.start = r.x_{how.from_fact} AND due_{name}.amount = {amount}"
    stage.joins.append((f"due_{name}", on))
    stage.facts[f"x_{name}"] = f"due_{name}.due"


def add_intervals(stage: Stage, name: str, how: IntervalUnion) -> None:
    """Days in the union of intervals: each adds what reaches beyond all that began before it."""
    keys = ", ".join(f"s.{key}" for key in stage.scope)
    spans = " UNION ALL ".join(_spans(stage, starts, ends) for starts, ends in how.pairs)
    reach = (
        f"max(s.b) OVER (PARTITION BY {keys} ORDER BY s.a, s.b"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    summed = (
        "sum(CASE WHEN s.reach IS NULL OR s.a >= s.reach THEN s.b - s.a"
        " WHEN s.b > s.reach THEN s.b - s.reach ELSE 0 END)"
    )
    table = (
        f"(SELECT {keys}, {summed} AS days FROM (SELECT s.*, {reach} AS reach FROM ({spans}) AS s) AS s"
        f" GROUP BY {keys}) AS union_{name}"
    )
    stage.joins.append((table, equal(stage.scope, f"union_{name}", "r")))
    stage.facts[f"x_{name}"] = f"CAST(COALESCE(union_{name}.days, 0) AS BIGINT)"


def _spans(stage: Stage, starts: tuple[str, ...], ends: tuple[str, ...]) -> str:
    """(scope, a, b): from each start to the first end after it."""
    keys = ", ".join(f"s.{key}" for key in stage.scope)
    close = (
        f"min(CASE WHEN s.step IN ({listed(ends)}) THEN s.day END) OVER (PARTITION BY {keys}"
        " ORDER BY s.ord ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"
    )
    inner = f"SELECT {keys}, s.step, s.day AS a, {close} AS b FROM events AS s WHERE s.step IN ({listed((*starts, *ends))})"
    return f"SELECT {keys}, s.a, s.b FROM ({inner}) AS s WHERE s.step IN ({listed(starts)}) AND s.b IS NOT NULL"
