"""`xiezhi norms show ID`: one norm whole, with what it reads and who sets that."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from xiezhi.law.catalogue.states import TITLES, state_of
from xiezhi.law.commands.common import OK, BadInput, as_json, parser, run
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.facts.told import setting_roles, setting_steps, told
from xiezhi.law.norms.model import Norm
from xiezhi.law.norms.needs import facts_needed
from xiezhi.law.norms.settings import parameters_of


def main(argv: Sequence[str]) -> int:
    """Exit code 0: shown; 2: no such norm, or a corpus that cannot be used."""
    found = parser("norms show", "显示一条规范")
    found.add_argument("id", metavar="编号")
    found.add_argument("--json", action="store_true", help="机器可读")
    return run(found, argv, _show)


def _show(options: argparse.Namespace, corpus: Corpus) -> int:
    norm = corpus.norms.get(options.id)
    if norm is None:
        raise BadInput(f"没有编号为“{options.id}”的规范。用 xiezhi norms list 查看全部编号。")
    whole = described(corpus, norm)
    if options.json:
        as_json(whole)
    else:
        print("\n".join(_lines(whole)))
    return OK


def described(corpus: Corpus, norm: Norm) -> dict[str, Any]:
    """What the command prints, as plain data."""
    return {
        "id": norm.id,
        "title": norm.title,
        "statement": norm.statement,
        "cite": [f"{c.law}（{c.version}）第{c.article}条" for c in norm.cite],
        "in_force": [str(day) if day else None for day in norm.in_force],
        "state": TITLES[state_of(corpus, norm)],
        "verified": norm.verified,
        "grain": norm.grain,
        "procedures": list(norm.applies.procedures),
        "when": norm.applies.when,
        "rule": repr(norm.rule),
        "gates": list(norm.gates),
        "breach": {name: getattr(norm.breach, name) for name in norm.breach.__slots__},
        "facts": [_fact(corpus, name) for name in sorted(facts_needed(norm))],
        "parameters": {name: corpus.parameters[name].default for name in parameters_of(corpus, norm)},
        "examples": [
            {"given": dict(each.given), "expect": each.expect, "due": each.due}
            for each in norm.examples
        ],
        "note": norm.note,
    }  # fmt: skip


def _fact(corpus: Corpus, name: str) -> dict[str, Any]:
    fact = corpus.facts.get(name)
    if fact is None:
        return {"name": name, "title": "本行自带", "derivation": "", "steps": [], "roles": []}
    steps = setting_steps(corpus, fact)
    return {
        "name": name,
        "title": fact.title,
        "derivation": told(fact),
        "steps": list(steps),
        "roles": list(setting_roles(corpus, steps)),
    }


#: Key → what it is called on the screen, in this order.
NAMES = {
    "cite": "依据",
    "statement": "内容",
    "in_force": "施行",
    "state": "状态",
    "verified": "已核原文",
    "grain": "逐行判断",
    "procedures": "程序",
    "when": "适用条件",
    "rule": "规则",
    "gates": "拦的步骤",
    "parameters": "参数（默认值）",
    "note": "说明",
}


def _lines(whole: dict[str, Any]) -> Iterator[str]:
    yield f"{whole['id']} {whole['title']}"
    for key, name in NAMES.items():
        if whole[key] not in (None, "", [], {}):
            yield f"  {name}：{_plain(whole[key])}"
    breach = whole["breach"]
    yield f"  违反：{breach['finding']}（{breach['effect']}、{breach['severity']}）"
    yield f"  补救：{breach['cure']} 义务：{breach['duty_of']} 补救由：{breach['cure_of']}"
    for fact in whole["facts"]:
        yield f"  事实 {fact['name']}（{fact['title']}）：{fact['derivation']}"
        yield f"    由 {_plain(fact['steps'])} 设定；角色 {_plain(fact['roles'])}"
    for each in whole["examples"]:
        yield f"  例：{each['given']} → {each['expect']} {each['due'] or ''}".rstrip()


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(str(each) for each in value if each is not None)
    if isinstance(value, dict):
        return "、".join(f"{name}={each}" for name, each in value.items())
    return "是" if value is True else "否" if value is False else str(value)
