"""`xiezhi journal export DIR|FILE.zip`: a bundle that verifies offline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from xiezhi.journal.bag import Bag
from xiezhi.journal.bundle import Exported, FolderInUse, export
from xiezhi.journal.bundle_parts import scope


def main(argv: Sequence[str]) -> int:
    """Exit code 1 when the folder or file cannot be used; nothing is exported then."""
    parser = argparse.ArgumentParser("xiezhi journal export", description="导出可离线核验的记载包")
    parser.add_argument(
        "to", type=Path, metavar="DIR|FILE.zip", help="空文件夹，或者新的 .zip 文件"
    )
    parser.add_argument("--matter", action="append", default=[], help="只导出该事项（可重复）")
    parser.add_argument("--opened", action="store_true", help="另附个人信息和文件的明文")
    chosen = parser.parse_args(argv)
    try:
        done = _exported(chosen.to, chosen.matter, chosen.opened)
    except FolderInUse as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(
        f"已导出 {done.entries} 条记载、{done.files} 个文件到 {chosen.to}。"
        f"核验：xiezhi journal verify {chosen.to}\n"
    )
    return 0


def _exported(to: Path, matters: Sequence[str], opened: bool) -> Exported:
    if to.suffix != ".zip":
        return export(to, matters, opened)
    found = scope(matters, opened)
    try:
        with to.open("xb") as out:
            out.writelines(Bag(to.stem, found).stream())
    except FileExistsError:
        raise FolderInUse(f"{to} 已经存在，没有导出；请另取一个名字。") from None
    return Exported(found.entries, len(found.files), found.size)
