"""`xiezhi procedures show CODE`: the steps of a procedure, its norms and periods; as a picture with `--svg`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import xiezhi.site
from xiezhi.law.commands.common import OK, BadInput, as_json, as_table, parser, run
from xiezhi.law.corpus.model import Corpus
from xiezhi.registry.drawing.svg import WIDE
from xiezhi.registry.maps.content import Map, MapStep, procedure_map
from xiezhi.registry.maps.draw import alone

_CSS = Path(xiezhi.site.__file__).parent / "static" / "xiezhi.css"
_RULES = re.compile(r"^(?::root\b|\.picture\b)[^{]*\{[^}]*\}", re.MULTILINE)


def main(argv: Sequence[str]) -> int:
    """Exit code 0: shown; 2: no such procedure, or a corpus that cannot be used."""
    found = parser("procedures show", "显示一个程序的步骤、规范和期限；不写编号则列出全部程序")
    found.add_argument("code", nargs="?", metavar="编号", help="如 penalty.ordinary")
    found.add_argument("--svg", type=Path, metavar="文件", help="把流程图写成 SVG 文件")
    found.add_argument("--json", action="store_true", help="机器可读")
    return run(found, argv, _show)


def _show(options: argparse.Namespace, corpus: Corpus) -> int:
    if options.code is None:
        return _list(options, corpus)
    if options.code not in corpus.procedures:
        raise BadInput(
            f"没有编号为“{options.code}”的程序。用 xiezhi procedures show 查看全部编号。"
        )
    shown = procedure_map(corpus, options.code)
    if options.svg:
        options.svg.write_text(_standing_alone(shown), encoding="utf-8")
    if options.json:
        as_json({"id": options.code, "steps": [_plain(step) for step in shown.steps]})
    elif not options.svg:
        as_table(
            ["步骤", "名称", "谁办", "先办", "拦", "期限"], [_line(each) for each in shown.steps]
        )
    return OK


def _list(options: argparse.Namespace, corpus: Corpus) -> int:
    found = list(corpus.procedures.values())
    if options.json:
        as_json([{"id": p.code, "title": p.title, "steps": len(p.steps)} for p in found])
    else:
        as_table(["编号", "名称", "步骤"], [(p.code, p.title, str(len(p.steps))) for p in found])
    return OK


def _line(step: MapStep) -> tuple[str, ...]:
    return (
        step.name,
        step.title,
        step.who,
        "或者".join(step.after),
        "、".join(norm.id for norm in step.gates),
        "、".join(f"{clock.period}（{clock.norm.id}）" for clock in step.clocks),
    )


def _plain(step: MapStep) -> dict[str, Any]:
    found = {name: value for name, value in asdict(step).items() if name not in _OBJECTS}
    found["gates"] = [norm.id for norm in step.gates]
    found["clocks"] = [{"norm": c.norm.id, "period": c.period} for c in step.clocks]
    return found


_OBJECTS = ("gates", "clocks", "state")


def _standing_alone(shown: Map) -> str:
    """The picture with the rules of the style sheet that colour it."""
    rules = "".join(_RULES.findall(_CSS.read_text(encoding="utf-8")))
    picture = alone(shown, WIDE)
    head, rest = picture.split(">", 1)
    return f"{head}><style>{rules}</style>{rest}\n"
