"""Measures the audit beside its development-only peers, on one log in one run, with equal answers.

Usage: make bench-peers

pm4py says some of the norms as Declare constraints; CEL judges ready facts row by row. A peer whose answers differ
from ours ends the run with exit code 1.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import cel
import duckdb
import pm4py

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fines import corpus, staged, the_log
from benchmarks.table import Row, tell

from xiezhi.insight.audit.engine import Audit
from xiezhi.insight.audit.source import StagedLog
from xiezhi.law.corpus import Corpus
from xiezhi.law.predicates import parse
from xiezhi.law.verdicts import Verdict

#: Norms of the example that plain Declare has words for: template, and the activities it binds.
DECLARE = {
    "RTF-001": ("precedence", ("fine_created", "fine_sent")),
    "RTF-002": ("precedence", ("fine_sent", "fine_notified")),
    "RTF-003": ("precedence", ("fine_notified", "penalty_added")),
    "RTF-005": ("precedence", ("penalty_added", "collection_sent")),
    "RTF-006": ("precedence", ("prefecture_appeal_dated", "prefecture_appeal_sent")),
    "RTF-007": ("precedence", ("prefecture_appeal_sent", "prefecture_result_received")),
    "RTF-017": ("noncoexistence", ("judge_appealed", "prefecture_appeal_sent")),
}
#: Conditions of the example's norms on the facts of one case: in a norm's words, in CEL's.
CONDITIONS = {
    "judge_count > 0 AND prefecture_count > 0": "judge_count > 0 && prefecture_count > 0",
    "payment_days < payment_count": "payment_days < payment_count",
    "paid_stated_cents = paid_cents": "paid_stated_cents == paid_cents",
}


class Cases:
    """A sink that keeps which cases broke which norm."""

    def __init__(self) -> None:
        self.of: dict[str, set[str]] = {}

    def write(self, batch: Any) -> None:
        for case, norm in zip(batch["case"].to_pylist(), batch["norm"].to_pylist(), strict=True):
            self.of.setdefault(norm, set()).add(case)

    def close(self) -> None:
        """Nothing is held open."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as name:
        folder, law = Path(name), corpus()
        log = staged(the_log(folder), law, folder / "one", 1)
        same = [_declare(law, log, folder), _conditions(law, log, folder)]
    return 0 if all(same) else 1


def _declare(law: Corpus, log: StagedLog, folder: Path) -> bool:
    few, broken = replace(law, norms={n: law.norms[n] for n in DECLARE}), Cases()
    begun = perf_counter()
    Audit(few, log, None, folder / "spill", lambda _: None).run(broken, (Verdict.BREACHED,))
    ours = perf_counter() - begun
    frame, model = _frame(log), _model()
    begun = perf_counter()
    traces = pm4py.conformance_declare(frame, model)
    theirs = perf_counter() - begun
    tell(Row(f"audit, {len(DECLARE)} norms of Declare, with findings", ours, "s"))
    ratio = f"{theirs / ours:.1f} × ours"
    tell(Row("pm4py conformance_declare, the same", theirs, "s", ratio, "P5", "≥ 50 × ours"))
    counted = {
        norm: sum(any(_names(said, found) for found in trace["deviations"]) for trace in traces)
        for norm, said in DECLARE.items()
    }
    return _agree("pm4py", {n: len(broken.of.get(n, ())) for n in DECLARE}, counted)


def _model() -> dict[str, dict[Any, Any]]:
    model: dict[str, dict[Any, Any]] = {}
    for template, activities in DECLARE.values():
        model.setdefault(template, {})[activities] = {"support": 1, "confidence": 1}
    return model


def _names(said: tuple[str, tuple[str, str]], found: Any) -> bool:
    template, activities = found
    return (template, tuple(activities)) == said


def _frame(log: StagedLog) -> Any:
    """The staged events as pm4py reads them."""
    return duckdb.sql(
        'SELECT matter AS "case:concept:name", step AS "concept:name",'
        ' make_timestamp(at_us) AS "time:timestamp"'
        f" FROM '{log.folder}/events-0.parquet' ORDER BY matter, at_us, line"
    ).df()


def _conditions(law: Corpus, log: StagedLog, folder: Path) -> bool:
    """The same conditions over the same ready facts: in DuckDB at once, in Python and in CEL row by row."""
    parsed = {text: parse(text) for text in CONDITIONS}
    names = sorted({name for each in parsed.values() for name in each.names})
    audit = Audit(law, log, None, folder / "spill", lambda _: None)
    audit.run(None, ())
    whole = " AND ".join(f"x_{name} IS NOT NULL" for name in names)
    shown = ", ".join(f"x_{name} AS {name}" for name in names)
    audit.con.execute(f"CREATE TEMP TABLE ready AS SELECT {shown} FROM judged_case WHERE {whole}")
    rows = audit.con.execute("SELECT * FROM ready").to_arrow_table().to_pylist()
    sums = ", ".join(f"count(CASE WHEN {p.sql('duckdb')} THEN 1 END)" for p in parsed.values())
    begun = perf_counter()
    at_once = audit.con.execute(f"SELECT {sums} FROM ready").fetchall()[0]
    fast = perf_counter() - begun
    python, slow = _counted(rows, [p.python() for p in parsed.values()])
    programs = [cel.compile(text).execute for text in CONDITIONS.values()]
    theirs, slower = _counted(rows, programs)
    checks = len(rows) * len(CONDITIONS)
    tell(Row("conditions on ready facts, DuckDB at once", checks / fast / 1e6, "M cn/s"))
    tell(Row("conditions on ready facts, compiled Python", checks / slow / 1e6, "M cn/s"))
    ratio = f"{slower / fast:,.0f} × DuckDB, {slower / slow:,.0f} × Python"
    tell(
        Row(
            "conditions on ready facts, CEL",
            checks / slower / 1e6,
            "M cn/s",
            ratio,
            "P5",
            "≥ 1,000 ×",
        )
    )
    wanted = dict(zip(CONDITIONS, at_once, strict=True))
    agree = _agree("Python", wanted, dict(zip(CONDITIONS, python, strict=True)))
    return _agree("CEL", wanted, dict(zip(CONDITIONS, theirs, strict=True))) and agree


def _counted(rows: list[dict[str, Any]], judges: list[Any]) -> tuple[list[int], float]:
    begun = perf_counter()
    counts = [sum(bool(judge(row)) for row in rows) for judge in judges]
    return counts, perf_counter() - begun


def _agree(peer: str, ours: Mapping[str, int], theirs: Mapping[str, int]) -> bool:
    apart = {name: (ours[name], theirs[name]) for name in ours if ours[name] != theirs[name]}
    print(f"{peer}: {'differs ' + str(apart) if apart else 'the same answers'} {dict(ours)}")
    return not apart


if __name__ == "__main__":
    sys.exit(main())
