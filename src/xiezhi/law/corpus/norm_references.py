"""Do norms name grains, steps, facts, parameters and other norms that exist, without conflict?"""

from __future__ import annotations

from collections.abc import Iterator

from xiezhi.law.corpus.displacing import displacing_problems
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.corpus.names import columns, text_problems
from xiezhi.law.norms.model import (
    Deadline,
    Interpretation,
    Judgement,
    Norm,
    Publicity,
    Requires,
    RequiresBefore,
)
from xiezhi.law.norms.moments import MOMENTS
from xiezhi.law.norms.needs import facts_of, periods_of, steps_of
from xiezhi.law.reading import Problem

Fault = tuple[str, str, str]  # key of the norm file, found, expected


def norm_problems(corpus: Corpus) -> Iterator[Problem]:
    for norm in corpus.norms.values():
        for key, found, expected in _faults(corpus, norm):
            yield Problem(norm.source, norm.lines.get(key, 1), found, expected)
        yield from _text_problems(corpus, norm)
    yield from displacing_problems(corpus)


def _faults(corpus: Corpus, norm: Norm) -> Iterator[Fault]:
    if not norm.source.endswith(f"/{norm.id}.yaml"):
        yield "id", f"“{norm.id}”与文件名不符", "文件名为“id.yaml”"
    if isinstance(norm.rule, Interpretation):
        return
    if norm.grain not in corpus.grains:
        yield "grain", f"粒度“{norm.grain}”", "facts 中的粒度"
    if corpus.covered(norm.applies.procedures) == frozenset():
        yield "applies", f"程序“{'、'.join(norm.applies.procedures)}”", "至少一个已有的程序码"
    yield from _step_faults(corpus, norm)
    yield from _fact_faults(corpus, norm)
    yield from _example_faults(corpus, norm)


def _step_faults(corpus: Corpus, norm: Norm) -> Iterator[Fault]:
    cure = (norm.breach.cure_by,) if norm.breach.cure_by else ()
    for key, steps in (
        (rule_key(norm), steps_of(norm.rule)),
        ("gates", norm.gates),
        ("breach", cure),
    ):
        for step in steps:
            if step not in corpus.steps:
                yield key, f"步骤“{step}”", "某一程序中的步骤"


def _fact_faults(corpus: Corpus, norm: Norm) -> Iterator[Fault]:
    key, visible = rule_key(norm), corpus.visible(norm.grain)
    counted = [within.fact for within in periods_of(norm.rule) if within.fact]
    for name in (*facts_of(norm.rule), *counted):
        if name not in visible:
            yield key, f"事实“{name}”", f"粒度“{norm.grain}”可见的事实"
    if len({visible[name] for name in _ends(norm) if name in visible}) > 1:
        yield key, "to_fact 与 from_fact 的单位不同", "同为日，或者同为分钟"
    for within in periods_of(norm.rule):
        if within.param and within.param not in corpus.parameters:
            yield key, f"参数“{within.param}”", "parameters 中的参数"


def _ends(norm: Norm) -> tuple[str, ...]:
    """The facts that state where a clock starts and ends."""
    return facts_of(norm.rule) if isinstance(norm.rule, Deadline) else ()


def _example_faults(corpus: Corpus, norm: Norm) -> Iterator[Fault]:
    known = {*corpus.visible(norm.grain), *MOMENTS}
    for example in norm.examples:
        if unknown := set(example.given) - known:
            found = f"第 {example.line} 行的例子写了" + "、".join(sorted(unknown))
            yield (
                "examples",
                found,
                f"粒度“{norm.grain}”可见的事实，或者" + "、".join(MOMENTS),
            )


def rule_key(norm: Norm) -> str:
    """The key of the file's rule block."""
    match norm.rule:
        case RequiresBefore():
            return "requires_before"
        case Deadline():
            return "deadline"
        case Requires(kind=kind):
            return kind
        case Publicity():
            return "publicity"
        case Judgement():
            return "judgement"
        case Interpretation():
            return "interpretation"


def _text_problems(corpus: Corpus, norm: Norm) -> Iterator[Problem]:
    visible = corpus.visible(norm.grain)
    line = norm.lines.get(rule_key(norm), 1)
    texts = [(norm.lines.get("applies", 1), norm.applies.when)]
    match norm.rule:
        case Requires(text=text):
            texts.append((line, text))
        case Deadline(unless=unless) | RequiresBefore(unless=unless):
            texts.append((line, unless))
        case Publicity(deadline=Deadline(unless=unless)):
            texts.append((line, unless))
        case _:
            pass
    for at, found in texts:
        yield from text_problems(corpus, norm.source, at, found, visible)
    if isinstance(norm.rule, RequiresBefore):
        known = columns(corpus, None, norm.rule.steps)
        yield from text_problems(corpus, norm.source, line, norm.rule.where, known)
