"""The log of road traffic fines as the audit reads it: the public one when XIEZHI_SAMPLES is set, else a made-up one."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
from tests.insight.fine_logs import ROOT, write_log

from xiezhi.insight.audit.source import StagedLog
from xiezhi.insight.logs.forms import read_log
from xiezhi.insight.logs.mapping_file import read_mapping
from xiezhi.insight.logs.stage import Stage
from xiezhi.law.corpus import Corpus, load

PUBLIC = "logs/Road_Traffic_Fine_Management_Process.xes.gz"
MADE_UP_CASES = 40_000


def the_log(folder: Path) -> Path:
    """Where the log lies."""
    samples = os.environ.get("XIEZHI_SAMPLES")
    if samples:
        return Path(samples) / PUBLIC
    print("XIEZHI_SAMPLES is not set: a made-up log is measured instead of the public one")
    return write_log(folder / "fines.xes", MADE_UP_CASES, 1)


def corpus() -> Corpus:
    return load([ROOT])


def staged(log: Path, law: Corpus, folder: Path, copies: int) -> StagedLog:
    """`copies` of the log in as many buckets: other case ids, every day later by the number of the copy."""
    folder.mkdir()
    mapping = read_mapping(ROOT / "mapping.yaml", law)
    Stage(log, mapping, law, folder, 1).add_all(read_log(log, mapping))
    con = duckdb.connect()
    for name in ("events", *(f"items_{each.name}" for each in mapping.lists)):
        for copy in range(1, copies):
            con.execute(_copied(folder, name, copy))
    return StagedLog(folder, copies, mapping)


def _copied(folder: Path, name: str, copy: int) -> str:
    changes = [f"'{copy}-' || matter AS matter"]
    if name == "events":
        changes += [f"day + {copy} AS day", f"min + {copy * 1440} AS min"]
        changes += [
            f"recorded_day + {copy} AS recorded_day",
            f"at_us + {copy * 86_400_000_000} AS at_us",
        ]
    return (
        f"COPY (SELECT * REPLACE ({', '.join(changes)}) FROM '{folder}/{name}-0.parquet')"
        f" TO '{folder}/{name}-{copy}.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
