"""`xiezhi journal export DIR`: a bundle that verifies offline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from xiezhi.journal.bundle import FolderInUse, export


def main(argv: Sequence[str]) -> int:
    """Exit code 1 when the folder cannot be used; nothing is exported then."""
    parser = argparse.ArgumentParser("xiezhi journal export", description="导出可离线核验的记载包")
    parser.add_argument("folder", type=Path, metavar="DIR", help="空文件夹")
    parser.add_argument("--matter", action="append", default=[], help="只导出该事项（可重复）")
    parser.add_argument("--opened", action="store_true", help="另附个人信息和文件的明文")
    chosen = parser.parse_args(argv)
    try:
        done = export(chosen.folder, chosen.matter, chosen.opened)
    except FolderInUse as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(
        f"已导出 {done.entries} 条记载、{done.files} 个文件到 {chosen.folder}。"
        f"核验：xiezhi journal verify {chosen.folder}\n"
    )
    return 0
