"""Measures documents: a penalty decision as PDF/A-2b, beside the same faces setting one line.

Usage: python benchmarks/bench_documents.py [SECONDS]

Counted is processor time, so that neighbours on the machine change nothing: PDF/s of one core. Each decision has its
own number, code and party, for the typesetter remembers what it has set. Limit: typst alone on a page of one line, same
typefaces, same standard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.site.settings")

import django

django.setup()

from benchmarks.table import Row, tell  # noqa: E402

from xiezhi.documents.codes import address, new_code, printed  # noqa: E402
from xiezhi.documents.render import current_library, render, typeset  # noqa: E402
from xiezhi.documents.samples import sample, sample_files  # noqa: E402

LINE = {"main.typ": "示范区城市管理局".encode()}
MADE = datetime(2026, 3, 2, tzinfo=UTC)


def main(seconds: float) -> None:
    bare = rate(lambda: typeset(LINE, MADE), seconds)
    tell(Row("typst alone, one line (limit)", bare, "PDF/s"))
    numbers = count(1)
    made = rate(lambda: render("penalty_decision", decision(next(numbers))), seconds)
    tell(Row("penalty decision", made, "PDF/s", f"{made / bare:.2f} × the limit", "P11", "≥ 120"))
    kinds = sorted(current_library().kinds)
    begun = process_time()
    for kind in kinds:
        render(kind, sample(kind), files=sample_files(kind))
    tell(Row(f"every kind once ({len(kinds)})", len(kinds) / (process_time() - begun), "PDF/s"))


def decision(n: int) -> dict[str, Any]:
    """The sample, as if of another case."""
    context, code = sample("penalty_decision"), new_code()
    party = context["parties"][0]
    return context | {
        "number": f"示范罚〔2026〕{n}号",
        "code": printed(code),
        "verify_url": address(code),
        "parties": [party | {"party_name": f"{party['party_name']}{n}"}],
    }


def rate(work: Callable[[], object], seconds: float) -> float:
    """How often `work` is done a second, after one run to warm up."""
    work()
    begun, done = process_time(), 0
    while process_time() - begun < seconds:
        work()
        done += 1
    return done / (process_time() - begun)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
