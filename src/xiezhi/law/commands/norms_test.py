"""`xiezhi norms test [ID…]`: runs the examples of norms and the stories of procedures."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from xiezhi.law.commands.common import FOUND, OK, BadInput, as_json, parser, progress, run
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.examples import differences
from xiezhi.law.norms.model import Interpretation, Norm
from xiezhi.law.procedures.stories import story_differences


def main(argv: Sequence[str]) -> int:
    """Exit code 0: all as they say; 1: some do not; 2: no such norm, bad corpus."""
    found = parser("norms test", "运行规范的例子和程序的故事")
    found.add_argument("ids", nargs="*", metavar="编号", help="可用 * 通配；不写为全部，连同故事")
    found.add_argument("--json", action="store_true", help="机器可读")
    return run(found, argv, _test)


def _test(options: argparse.Namespace, corpus: Corpus) -> int:
    norms = [norm for norm in corpus.norms.values() if _asked(norm.id, options.ids)]
    if not norms:
        raise BadInput(f"没有编号符合“{'、'.join(options.ids)}”的规范，没有运行任何例子。")
    wrong = [*_examples(corpus, norms), *(() if options.ids else _stories(corpus))]
    ran = {
        "examples": sum(len(norm.examples) for norm in norms),
        "stories": _count(corpus, options),
    }
    if options.json:
        as_json({**ran, "wrong": wrong})
    else:
        print("\n".join(wrong))
        print(f"例子 {ran['examples']} 个，故事 {ran['stories']} 个，不符 {len(wrong)} 个。")
    return FOUND if wrong else OK


def _asked(name: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatchcase(name, each) for each in patterns)


def _count(corpus: Corpus, options: argparse.Namespace) -> int:
    return 0 if options.ids else sum(len(each.stories) for each in corpus.procedures.values())


def _examples(corpus: Corpus, norms: list[Norm]) -> Iterator[str]:
    for place, norm in enumerate(norms, 1):
        progress(place, len(norms), "规范")
        if isinstance(norm.rule, Interpretation):
            continue
        for example in norm.examples:
            for found, expected in differences(corpus, norm, example):
                yield f"{norm.id} 第{example.line}行的例子判为{found}，应为{expected}"


def _stories(corpus: Corpus) -> Iterator[str]:
    for procedure in corpus.procedures.values():
        for story in procedure.stories:
            for found, expected in story_differences(corpus, procedure, story):
                yield f"{procedure.code} 的故事“{story.name}”{found}，应为{expected}"
