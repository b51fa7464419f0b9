"""Reads off the findings what a report shows: the first of each norm, and the counts by organ."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from xiezhi.law.facts.sql_layout import literal
from xiezhi.law.verdicts import Verdict

#: So many findings of one norm are shown; all are in the file of findings.
SHOWN = {Verdict.BREACHED: 20, Verdict.UNKNOWN: 5, Verdict.NEEDS_JUDGEMENT: 5, Verdict.RUNNING: 5}


@dataclass(frozen=True, slots=True)
class OrganRow:
    """`organ` is empty for cases that name none. `doubtful`: cases with at least one unknown verdict."""

    organ: str
    cases: int
    doubtful: int
    breached: int
    unknown: int
    judgement: int
    running: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """`findings`: norm → rows as maps, breaches first. `organs`: most breaches first."""

    findings: dict[str, list[dict[str, Any]]]
    organs: list[OrganRow]


def gathered(con: Any, found: Path, folder: Path) -> Gathered:
    """From the Parquet file of findings and the folder with the tables that were audited."""
    findings = f"read_parquet({literal(str(found))})"
    return Gathered(_first(con, findings), _organs(con, findings, folder))


def _first(con: Any, findings: str) -> dict[str, list[dict[str, Any]]]:
    order = {verdict.value: place for place, verdict in enumerate(SHOWN)}
    limit = " ".join(f"WHEN '{verdict}' THEN {n}" for verdict, n in SHOWN.items())
    rank = " ".join(f"WHEN '{verdict}' THEN {n}" for verdict, n in order.items())
    relation = con.sql(
        f"SELECT * FROM {findings} QUALIFY row_number() OVER (PARTITION BY norm, verdict"
        f' ORDER BY due_at NULLS LAST, "case", "row") <= CASE verdict {limit} ELSE 0 END'
        f' ORDER BY norm, CASE verdict {rank} END, due_at NULLS LAST, "case", "row"'
    )
    shown: dict[str, list[dict[str, Any]]] = {}
    for row in relation.to_arrow_table().to_pylist():
        shown.setdefault(row["norm"], []).append(row)
    return shown


def _organs(con: Any, findings: str, folder: Path) -> list[OrganRow]:
    told = ("breached", "unknown", "needs_judgement", "running")
    counts = ", ".join(f"count(*) FILTER (verdict = '{word}') AS n_{word}" for word in told)
    sums = ", ".join(f"coalesce(sum(f.n_{word}), 0)::BIGINT" for word in told)
    events = literal(str(folder / "events-*.parquet"))
    rows = con.execute(
        f"WITH organs AS ({_organ_of_case(folder)}),"
        f" cases AS (SELECT DISTINCT matter FROM read_parquet({events})),"
        f' f AS (SELECT "case" AS matter, {counts} FROM {findings} GROUP BY ALL)'
        f" SELECT coalesce(o.organ, ''), count(*), count(*) FILTER (f.n_unknown > 0), {sums}"
        " FROM cases AS c LEFT JOIN organs AS o USING (matter) LEFT JOIN f USING (matter)"
        " GROUP BY 1 ORDER BY 4 DESC, 1"
    ).fetchall()
    return [OrganRow(*row) for row in rows]


def _organ_of_case(folder: Path) -> str:
    """The organ of a case is the one that acted first in it."""
    files = sorted(folder.glob("items_by-*.parquet"))
    if not files or "f_organ" not in pq.read_schema(files[0]).names:
        return "SELECT NULL::VARCHAR AS matter, NULL::VARCHAR AS organ WHERE false"
    names = f"[{', '.join(literal(str(file)) for file in files)}]"
    return (
        "SELECT matter, arg_min(f_organ, line) AS organ"
        f" FROM read_parquet({names}) WHERE f_organ IS NOT NULL GROUP BY matter"
    )
