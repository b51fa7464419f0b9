"""Measures the audit: every norm of the traffic-fine example over every case, beside its limit and its floor.

Usage: python benchmarks/bench_audit.py [--copies K] [--runs N]

The log is the public one when XIEZHI_SAMPLES names the samples, else one we make up; K copies of it lie side by side.
Limit: one group-by over the same Parquet in DuckDB. Floor: plain Python loops over the same cases.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fines import corpus, staged, the_log
from benchmarks.table import Row, tell
from tests.insight.plain_fines import answers

from xiezhi.insight.audit.engine import Audit, connect
from xiezhi.insight.audit.source import StagedLog
from xiezhi.law.corpus import Corpus


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as name:
        folder = Path(name)
        log, law = the_log(folder), corpus()
        one = staged(log, law, folder / "one", 1)
        many = staged(log, law, folder / "many", options.copies)
        ours = _audit(law, one, many, folder, options.runs)
        _floor(log, ours)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--runs", type=int, default=1)
    return parser.parse_args()


def _audit(law: Corpus, one: StagedLog, many: StagedLog, folder: Path, runs: int) -> float:
    """Seconds a run over one copy; tells the figures of many."""
    limit = timed(lambda: _group_by(many), runs)
    whole = timed(lambda: _run(law, many, folder), runs)
    cases = _cases(many)
    norms = len(law.norms)
    tell(Row(f"one group-by of {cases:,} cases (limit)", limit, "s"))
    beside = f"{whole / limit:.1f} × the group-by"
    tell(
        Row(
            f"audit of {cases:,} cases, {norms} norms",
            whole,
            "s",
            beside,
            "P4",
            "facts ≤ 5 × one group-by",
        )
    )
    tell(
        Row(
            "checks a second, from events",
            cases * norms / whole / 1e6,
            "M cn/s",
            "",
            "P2",
            "≥ 200 M with 200 norms",
        )
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell(Row("most memory held", most, "MiB", "", "P2", "≤ 1 GiB"))
    half = _half(law)
    share = timed(lambda: _run(half, many, folder), runs)
    beside = f"{len(half.norms)} → {norms} norms: + {100 * (whole / share - 1):.0f} %"
    tell(Row("audit under half of the norms", share, "s", beside, "P6", "twice the norms ≤ + 10 %"))
    return timed(lambda: _run(law, one, folder), runs)


def _floor(log: Path, ours: float) -> None:
    begun = perf_counter()
    answers(log)
    plain = perf_counter() - begun
    tell(
        Row(
            "plain Python over one copy, reading included",
            plain,
            "s",
            f"{plain / ours:.0f} × ours from Parquet",
        )
    )


def _run(law: Corpus, log: StagedLog, folder: Path) -> None:
    Audit(law, log, None, folder / "spill", lambda sentence: None).run(None, ())


def _group_by(log: StagedLog) -> None:
    connect(log.folder / "spill").execute(
        "SELECT count(*), max(n), max(a), max(b), max(c) FROM (SELECT matter, count(*) AS n, min(day) AS a,"
        " max(day) AS b, count(CASE WHEN step = 'fine_sent' THEN 1 END) AS c"
        f" FROM read_parquet('{log.folder}/events-*.parquet') GROUP BY matter)"
    ).fetchall()


def _cases(log: StagedLog) -> int:
    query = f"SELECT count(DISTINCT matter) FROM read_parquet('{log.folder}/events-*.parquet')"
    return int(connect(log.folder / "spill").execute(query).fetchall()[0][0])


def _half(law: Corpus) -> Corpus:
    """The same corpus with every second norm."""
    return replace(law, norms=dict(list(law.norms.items())[::2]))


def timed(work: Callable[[], object], runs: int) -> float:
    """Median seconds of `runs` runs."""
    return median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    main()
