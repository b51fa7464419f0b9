"""Measures the journal on an empty SQLite node: record_many, record, files, checkpoint, verify.

Usage: .venv/bin/python benchmarks/bench_journal.py [ENTRIES]   (default 20000)

Prints each figure beside its goal. `sealed` means two personal fields an entry, each with its own salt.
The law is empty: the figures are the journal's own, with the matter's history read and replayed.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = Path(tempfile.mkdtemp(prefix="xiezhi-bench-"))
os.environ.update(
    XIEZHI_DATA=str(FOLDER),
    DJANGO_SETTINGS_MODULE="xiezhi.site.settings",
    XIEZHI_DATABASE=f"sqlite:///{FOLDER / 'bench.sqlite3'}",
)

import django  # noqa: E402

django.setup()

from benchmarks.table import Row, tell  # noqa: E402
from django.core.management import call_command  # noqa: E402

from xiezhi.journal.acts import Act, Actor  # noqa: E402
from xiezhi.journal.checkpoints import checkpoint  # noqa: E402
from xiezhi.journal.commands_verify import main as verify  # noqa: E402
from xiezhi.journal.door import record, record_many  # noqa: E402
from xiezhi.journal.files import store  # noqa: E402
from xiezhi.journal.wiring import Wiring, install  # noqa: E402

START = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
OFFICERS = (Actor("p-zhang", "officer", "o-market"), Actor("p-li", "officer", "o-market"))
STEPS = 15


def acts(count: int, name: str, personal: bool) -> Iterator[Act]:
    for number in range(count):
        matter, step = divmod(number, STEPS)
        fields = {
            "cause": "销售不符合食品安全标准的食品",
            "fine_cents": 20000,
            "item": "440100-0031",
        }
        if personal:
            fields |= {"party_name": "王五", "party_phone": "13800000000"}
        yield Act(
            matter=f"{name}-{matter}",
            step=f"step_{step}",
            fields=fields,
            by=OFFICERS,
            at=START + timedelta(minutes=number),
            procedure="penalty.ordinary",
        )


def say(what: str, figure: float, unit: str, wanted: str = "", goal: str = "") -> None:
    tell(Row(what, figure, unit, "", goal, wanted))


def rate(what: str, count: int, personal: bool, goal: str) -> None:
    start, cpu = perf_counter(), process_time()
    record_many(acts(count, what, personal))
    say(f"record_many, {what}", count / (perf_counter() - start), "entries/s", goal)
    say(f"record_many, {what}, by CPU time", count / (process_time() - cpu), "entries/s")


def singles(count: int) -> None:
    spent = []
    for act in acts(count, "single", True):
        start = perf_counter()
        record(act)
        spent.append(perf_counter() - start)
    spent.sort()
    say("record, sealed, p50", spent[count // 2] * 1e6, "µs")
    say("record, sealed, p99", spent[count * 99 // 100] * 1e6, "µs", "p99 ≤ 5 ms", "P7")


def upload(mebibytes: int) -> None:
    data = os.urandom(mebibytes << 20)
    start = perf_counter()
    hashlib.new("sm3", data)
    alone = mebibytes / (perf_counter() - start)
    start = perf_counter()
    store(io.BytesIO(data), "film.mp4", "files-1", "video/mp4")
    taken = mebibytes / (perf_counter() - start)
    say("SM3 alone", alone, "MiB/s")
    beside = f"{taken / alone:.2f} × SM3 alone"
    tell(
        Row(
            "store: SHA-256 + SM3 + encryption + fsync",
            taken,
            "MiB/s",
            beside,
            "P10",
            "≥ 0.95 × SM3 alone",
        )
    )


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    install(
        Wiring(
            judge=lambda history, candidate: [],
            refusing=lambda findings: [],
            well_formed=lambda act: [],
            personal=frozenset({"party_name", "party_phone"}),
            projectors={},
            law_version=lambda: "c" * 64,
            parameters_head=lambda: "d" * 64,
        )
    )
    rate("open", count, False, "≥ 3,000")
    rate("sealed", count, True, "≥ 3,000")
    singles(min(count, 2000))
    start = perf_counter()
    checkpoint()
    say("first checkpoint of all", (perf_counter() - start) * 1e3, "ms")
    record_many(acts(100, "more", False))
    start = perf_counter()
    checkpoint()
    say("next checkpoint", (perf_counter() - start) * 1e3, "ms")
    upload(128)
    start = process_time()
    code = verify([])
    spent, total = process_time() - start, 2 * count + min(count, 2000) + 100
    say(f"verify, exit code {code}", spent / total * 1e6, "µs CPU/entry")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
