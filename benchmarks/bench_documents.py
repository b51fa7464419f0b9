"""Measures documents: a penalty decision as PDF/A-2b, beside the same faces setting one line.

Usage: python benchmarks/bench_documents.py [SECONDS]

Limit: typst alone on a page of one line, same typefaces, same standard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.site.settings")

import django

django.setup()

from benchmarks.table import Row, tell  # noqa: E402

from xiezhi.documents.render import current_library, render, typeset  # noqa: E402
from xiezhi.documents.samples import sample, sample_files  # noqa: E402

LINE = {"main.typ": "示范区城市管理局".encode()}
MADE = datetime(2026, 3, 2, tzinfo=UTC)


def main(seconds: float) -> None:
    bare = rate(lambda: typeset(LINE, {}, MADE), seconds)
    tell(Row("typst alone, one line (limit)", bare, "PDF/s"))
    context, files = sample("penalty_decision"), sample_files("penalty_decision")
    made = rate(lambda: render("penalty_decision", context, files=files), seconds)
    tell(Row("penalty decision", made, "PDF/s", f"{made / bare:.2f} × the limit", "P11", "≥ 120"))
    kinds = sorted(current_library().kinds)
    begun = perf_counter()
    for kind in kinds:
        render(kind, sample(kind), files=sample_files(kind))
    tell(Row(f"every kind once ({len(kinds)})", len(kinds) / (perf_counter() - begun), "PDF/s"))


def rate(work: Callable[[], object], seconds: float) -> float:
    """How often `work` is done a second, after one run to warm up."""
    work()
    begun, done = perf_counter(), 0
    while perf_counter() - begun < seconds:
        work()
        done += 1
    return done / (perf_counter() - begun)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
