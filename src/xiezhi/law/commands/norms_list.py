"""`xiezhi norms list`: the norms of the corpus, chosen by id, law, procedure or step."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from xiezhi.law.catalogue.states import TITLES, state_of
from xiezhi.law.commands.common import OK, as_json, as_table, parser, run
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Norm


def main(argv: Sequence[str]) -> int:
    """Exit code 0: listed; 2: bad arguments or corpus."""
    found = parser("norms list", "列出规范")
    found.add_argument("ids", nargs="*", metavar="编号", help="可用 * 通配，如 PEN-*；不写为全部")
    found.add_argument("--law", help="名称中含有这些字的法律")
    found.add_argument("--procedure", help="适用于这个程序")
    found.add_argument("--step", help="拦这个步骤")
    found.add_argument("--json", action="store_true", help="机器可读")
    return run(found, argv, _list)


def _list(options: argparse.Namespace, corpus: Corpus) -> int:
    rows = [_row(corpus, norm) for norm in chosen(corpus, options)]
    if options.json:
        as_json(rows)
    else:
        as_table(list(TITLES_OF), [[str(row[key]) for key in TITLES_OF.values()] for row in rows])
    return OK


#: Column → key of a row.
TITLES_OF = {"编号": "id", "依据": "cite", "标题": "title", "状态": "state", "强度": "effect"}


def chosen(corpus: Corpus, options: argparse.Namespace) -> Iterator[Norm]:
    """The norms that all the options of the command allow."""
    for norm in corpus.norms.values():
        named = not options.ids or any(fnmatchcase(norm.id, each) for each in options.ids)
        cited = not options.law or any(options.law in each.law for each in norm.cite)
        gates = not options.step or options.step in norm.gates
        if named and cited and gates and _covers(corpus, norm, options.procedure):
            yield norm


def _covers(corpus: Corpus, norm: Norm, procedure: str | None) -> bool:
    codes = corpus.covered(norm.applies.procedures)
    return procedure is None or codes is None or procedure in codes


def _row(corpus: Corpus, norm: Norm) -> dict[str, object]:
    return {
        "id": norm.id,
        "cite": "；".join(f"{each.law}第{each.article}条" for each in norm.cite),
        "title": norm.title,
        "state": TITLES[state_of(corpus, norm)],
        "effect": norm.breach.effect,
        "verified": norm.verified,
        "gates": list(norm.gates),
    }
