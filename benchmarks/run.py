"""`make bench`: every benchmark in a process of its own, then one table with the goals.

Usage: python benchmarks/run.py [NAME ...]   (default: all that run without peers)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = "bench_peers"


def main(names: list[str]) -> int:
    chosen = names or [p.stem for p in sorted(HERE.glob("bench_*.py")) if p.stem != PEERS]
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as folder:
        out = Path(folder) / "rows.jsonl"
        failed = [name for name in chosen if _run(name, out)]
        if out.exists():
            print(markdown([json.loads(line) for line in out.read_text("utf-8").splitlines()]))
    for name in failed:
        print(f"{name} did not finish", file=sys.stderr)
    return 1 if failed else 0


def _run(name: str, out: Path) -> int:
    print(f"== {name}", flush=True)
    environment = {**os.environ, "XIEZHI_BENCH_OUT": str(out)}
    return subprocess.run([sys.executable, str(HERE / f"{name}.py")], env=environment).returncode


def markdown(rows: list[dict[str, object]]) -> str:
    """The rows as the table of benchmarks/README.md."""
    lines = ["| what | measured | unit | beside | goal |", "|---|---:|---|---|---|"]
    for row in rows:
        figure = row["figure"]
        assert isinstance(figure, float | int)
        told = f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:,.3g}"
        goal = f"{row['goal']} {row['wanted']}".strip()
        lines.append(f"| {row['what']} | {told} | {row['unit']} | {row['beside']} | {goal} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
