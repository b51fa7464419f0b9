"""`xiezhi norms coverage` and `xiezhi norms conditions`: how far the corpus carries the catalogue."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from xiezhi.law.catalogue.conditions import as_csv, conditions
from xiezhi.law.catalogue.report import report
from xiezhi.law.catalogue.rows import catalogue
from xiezhi.law.catalogue.states import TITLES, Coverage, counted, covered, faults
from xiezhi.law.commands.common import FOUND, OK, as_json, parser, run
from xiezhi.law.corpus.load import NATIONAL
from xiezhi.law.corpus.model import Corpus


def main(argv: Sequence[str]) -> int:
    """Exit code 0: complete; 1: rows are missing or weaker than they must be; 2: bad corpus."""
    found = parser("norms coverage", "目录中的规范已编码多少、怎样编码")
    found.add_argument("--json", action="store_true", help="机器可读，逐条")
    found.add_argument(
        "--catalogue",
        type=Path,
        default=NATIONAL / "catalogue.csv",
        metavar="文件",
        help="另一目录，如 layers/catalogue.csv（与 --corpus 的各层合用）",
    )
    found.add_argument("--write", type=Path, metavar="文件", help="写成 Markdown 报告")
    return run(found, argv, _coverage)


def _coverage(options: argparse.Namespace, corpus: Corpus) -> int:
    found = covered(corpus, catalogue(options.catalogue))
    wrong = list(faults(found))
    if options.write:
        options.write.write_text(report(found), encoding="utf-8")
    if options.json:
        as_json([{"id": e.row.id, "kind": e.row.kind, "state": e.state} for e in found])
    else:
        count = counted(found)
        done = len(found) - count[Coverage.MISSING]
        print(f"已编码 {done}/{len(found)}")
        print("\n".join(f"{title}\t{count[state]}" for state, title in TITLES.items()))
        print("\n".join(wrong))
    return FOUND if wrong else OK


def conditions_main(argv: Sequence[str]) -> int:
    """Exit code 0: written; 2: bad corpus."""
    found = parser("norms conditions", "适用条件对应的事实、推导、步骤和角色")
    found.add_argument("--write", type=Path, metavar="文件", help="写成 CSV 文件；不写则打印")
    return run(found, argv, _conditions)


def _conditions(options: argparse.Namespace, corpus: Corpus) -> int:
    text = as_csv(conditions(corpus, catalogue()))
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return OK
