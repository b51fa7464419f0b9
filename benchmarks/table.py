"""One row of a benchmark: what was measured, beside its limit or its peer, under a goal of the results table."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

#: Rows are also appended here, one JSON object a line, when the variable names a file.
OUT = "XIEZHI_BENCH_OUT"


@dataclass(frozen=True, slots=True)
class Row:
    """`goal` is its id in benchmarks/README.md (or empty); `beside` names the ratio within this run; `wanted` the goal."""

    what: str
    figure: float
    unit: str
    beside: str = ""
    goal: str = ""
    wanted: str = ""


def tell(row: Row) -> None:
    """Print the row; keep it for the results table."""
    figure = f"{row.figure:,.0f}" if abs(row.figure) >= 100 else f"{row.figure:,.3g}"
    goal = f"{row.goal} {row.wanted}".strip()
    print(f"{row.what:<52}{figure:>12} {row.unit:<14}{row.beside:<44}{goal}", flush=True)
    out = os.environ.get(OUT)
    if out:
        with Path(out).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
