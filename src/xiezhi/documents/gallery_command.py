"""`xiezhi documents gallery --out DIR`: every kind of document from sample data, and one contact sheet."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from xiezhi.documents.gallery import contact_sheet, render_all


def main(argv: Sequence[str]) -> int:
    """Exit code 0: written; 2: not written, with the reason."""
    parser = argparse.ArgumentParser("xiezhi documents gallery", description="印出全部文书样张")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="存放样张的文件夹")
    try:
        folder = parser.parse_args(argv).out
    except SystemExit as stop:
        return int(stop.code or 0)
    start = time.perf_counter()
    try:
        paths = render_all(folder)
        took = time.perf_counter() - start
        contact_sheet(folder / "contact_sheet.png")
    except (OSError, ValueError) as fault:
        sys.stderr.write(f"样张没有全部印出：{fault}\n")
        return 2
    speed = f"{took:.1f} 秒，每秒 {len(paths) / took:.0f} 份"
    sys.stdout.write(f"{len(paths)} 种文书已印到 {folder}（{speed}），总图 contact_sheet.png\n")
    return 0
