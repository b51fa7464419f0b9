"""`xiezhi inspections redraw`: every draw of this node done again from its own entry; what differs is said."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from xiezhi.inspections.drawing import differences
from xiezhi.inspections.project import PLAN
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history

STEP = "random_object_drawn"


def main(argv: Sequence[str]) -> int:
    """0: all draws come out the same; 1: some do not; 2: no such draw."""
    parser = argparse.ArgumentParser(
        prog="xiezhi inspections redraw", description="按记载的种子和名录重做随机抽取"
    )
    parser.add_argument("--draw", default="", help="只重做这个抽取编号")
    parser.add_argument("--json", action="store_true", help="每行一个 JSON")
    given = parser.parse_args(argv)
    found = [row for row in _draws() if given.draw in ("", row["draw_no"])]
    if given.draw and not found:
        print(f"没有抽取“{given.draw}”。", file=sys.stderr)
        return 2
    for row in found:
        print(json.dumps(row, ensure_ascii=False) if given.json else _line(row))
    print(f"共重做 {len(found)} 次抽取。", file=sys.stderr)
    return 1 if any(row["differences"] for row in found) else 0


def _draws() -> Iterator[dict[str, Any]]:
    matters = Entry.objects.filter(procedure=PLAN, step=STEP).values_list("matter", flat=True)
    for matter in sorted(set(matters)):
        for event in history(matter):
            if event.step == STEP:
                yield {
                    "draw_no": event.fields["draw_no"],
                    "matter": matter,
                    "pool": event.fields["pool_size"],
                    "drawn": event.fields["draw_count"],
                    "differences": differences(event.fields),
                }


def _line(row: dict[str, Any]) -> str:
    said = "；".join(row["differences"]) or "与记录一致"
    return f"{row['draw_no']}\t{row['pool']} 个中抽 {row['drawn']} 个\t{said}"
