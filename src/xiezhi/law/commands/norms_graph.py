"""`xiezhi norms graph`: which steps set which facts, which norms read them, which steps those norms gate."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from xiezhi.law.commands.common import OK, BadInput, as_json, parser, run
from xiezhi.law.commands.norms_list import chosen
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.facts.told import setting_steps
from xiezhi.law.norms.model import Norm
from xiezhi.law.norms.needs import facts_needed, steps_of

#: (from, to) of an arrow, each as `kind:name`.
Edge = tuple[str, str]


def main(argv: Sequence[str]) -> int:
    """Exit code 0: printed; 2: nothing chosen, bad corpus."""
    found = parser("norms graph", "步骤、事实、规范的关系图（Graphviz 的 DOT 文本）")
    found.add_argument("ids", nargs="*", metavar="编号", help="可用 * 通配；不写为全部")
    found.add_argument("--law", help="名称中含有这些字的法律")
    found.add_argument("--procedure", help="适用于这个程序")
    found.add_argument("--step", help="拦这个步骤")
    found.add_argument("--json", action="store_true", help="机器可读")
    return run(found, argv, _graph)


def _graph(options: argparse.Namespace, corpus: Corpus) -> int:
    norms = list(chosen(corpus, options))
    if not norms:
        raise BadInput("没有符合这些条件的规范，没有画图。用 xiezhi norms list 查看编号。")
    edges = sorted({edge for norm in norms for edge in edges_of(corpus, norm)})
    if options.json:
        as_json([{"from": a, "to": b} for a, b in edges])
    else:
        print("\n".join(_dot(corpus, edges)))
    return OK


def edges_of(corpus: Corpus, norm: Norm) -> Iterator[Edge]:
    """step → fact → norm → gated step; steps that a rule names stand before it directly."""
    here = f"norm:{norm.id}"
    for name in facts_needed(norm):
        yield f"fact:{name}", here
        if name in corpus.facts:
            for step in setting_steps(corpus, corpus.facts[name]):
                yield f"step:{step}", f"fact:{name}"
    for step in steps_of(norm.rule):
        yield f"step:{step}", here
    for step in norm.gates:
        yield here, f"gate:{step}"


_SHAPES = {"norm": "box", "fact": "ellipse", "step": "cds", "gate": "octagon"}


def _dot(corpus: Corpus, edges: list[Edge]) -> Iterator[str]:
    yield "digraph norms {"
    yield '  rankdir=LR; node [fontname="Noto Sans CJK SC"];'
    for node in sorted({node for edge in edges for node in edge}):
        kind, name = node.split(":", 1)
        yield f'  "{node}" [shape={_SHAPES[kind]}, label="{_label(corpus, kind, name)}"];'
    for start, end in edges:
        yield f'  "{start}" -> "{end}";'
    yield "}"


def _label(corpus: Corpus, kind: str, name: str) -> str:
    if kind == "norm":
        return f"{name}\\n{corpus.norms[name].title}"
    if kind == "fact":
        return corpus.title_of(name)
    term = corpus.glossary.get(name)
    return term.title if term else name
