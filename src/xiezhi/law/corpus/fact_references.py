"""Do grains and facts name steps, fields, facts and registers that exist?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiezhi.law.corpus.model import OWN_FACTS, ROW_FACTS, Corpus
from xiezhi.law.corpus.names import EVENT_PARTS, columns, fields_of, text_problems
from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Due,
    Elsewhere,
    Expr,
    Fact,
    Grain,
    IntervalUnion,
    Next,
    Own,
    Pick,
    Valid,
)
from xiezhi.law.facts.needs import facts_read, steps_read
from xiezhi.law.reading import Problem


def grain_problems(corpus: Corpus) -> Iterator[Problem]:
    for grain in corpus.grains.values():
        for found, expected in _grain_faults(corpus, grain):
            yield Problem(grain.source, grain.line, f"粒度“{grain.name}”的{found}", expected)


def _grain_faults(corpus: Corpus, grain: Grain) -> Iterator[tuple[str, str]]:
    yield from _unknown_steps(corpus, grain.steps)
    for code in grain.procedures:
        if code not in corpus.procedures:
            yield f"程序“{code}”", "已有的程序码"
    if grain.parent is not None:
        parent = corpus.grains.get(grain.parent)
        if parent is None:
            yield f"上级“{grain.parent}”", "已有的粒度"
        elif parent.of == "item" or (parent.of == "entry" and set(grain.steps) - set(parent.steps)):
            yield f"上级“{grain.parent}”", "案件、线程，或者包含全部步骤的 entry 粒度"
    points = corpus.fields.get("review_point")
    if grain.review and (points is None or grain.review not in points.options):
        yield f"审核要点“{grain.review}”", "字段 review_point 的选项"
    if grain.list and grain.list != "by":
        inner = corpus.fields.get(grain.list)
        if inner is None or inner.type != "list":
            yield f"列表“{grain.list}”", "fields 中的列表字段，或者 by"


def fact_problems(corpus: Corpus) -> Iterator[Problem]:
    for fact in corpus.facts.values():
        for found, expected in _fact_faults(corpus, fact):
            yield Problem(fact.source, fact.line, f"事实“{fact.name}”的{found}", expected)
        yield from _predicate_problems(corpus, fact)
    yield from _circles(corpus)


def _fact_faults(corpus: Corpus, fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.grain not in corpus.grains:
        yield f"粒度“{fact.grain}”", "grains 中的粒度"
        return
    if fact.name in ROW_FACTS or fact.name in OWN_FACTS:
        yield "名称", "不与自动事实重名"
    yield from _unknown_steps(corpus, steps_read(fact.derive))
    yield from _unseen_facts(corpus, fact)
    match fact.derive:
        case Pick() as pick:
            yield from _pick_faults(corpus, fact, pick)
        case Own(take):
            yield from _own_faults(corpus, fact, take)
        case Next(steps=steps, take=take):
            yield from _take_faults(corpus, take, None, steps)
        case Child(grain=name):
            if name not in corpus.grains or fact.grain not in {
                each.name for each in list(corpus.lineage(name))[1:]
            }:
                yield f"下级粒度“{name}”", f"以“{fact.grain}”为上级的粒度"
        case Due(within=within):
            if within.param and within.param not in corpus.parameters:
                yield f"参数“{within.param}”", "parameters 中的参数"
        case _:
            pass
    yield from _word_faults(corpus, fact)


def _pick_faults(corpus: Corpus, fact: Fact, pick: Pick) -> Iterator[tuple[str, str]]:
    if pick.take:
        yield from _take_faults(corpus, pick.take, pick.list, pick.steps)
    known = fields_of(corpus, pick.list, pick.steps)
    for field, _ in pick.same:
        if known.get(field, True):
            yield f"same 的“{field}”", "所列步骤的公开字段"
    if pick.when != "any" and corpus.grains[fact.grain].of not in ("entry", "item"):
        yield f"when: {pick.when}", "只用于 entry、item 粒度"


def _own_faults(corpus: Corpus, fact: Fact, take: str) -> Iterator[tuple[str, str]]:
    grain = corpus.grains[fact.grain]
    if grain.of not in ("entry", "item"):
        yield "own", "只用于 entry、item 粒度"
    yield from _take_faults(corpus, take, grain.list, grain.steps)


def _take_faults(
    corpus: Corpus, take: str, list_field: str | None, steps: Iterable[str]
) -> Iterator[tuple[str, str]]:
    known = fields_of(corpus, list_field, steps)
    if take in EVENT_PARTS and take not in known:
        return
    if take not in known:
        yield f"取值“{take}”", "所列步骤的字段：" + "、".join(sorted(known))
    elif known[take]:
        yield f"取值“{take}”是封存字段", "公开字段"


def _word_faults(corpus: Corpus, fact: Fact) -> Iterator[tuple[str, str]]:
    take = getattr(fact.derive, "take", None)
    field = corpus.fields.get(take) if isinstance(take, str) else None
    unknown = set(fact.words) - set(field.options) if field and field.options else ()
    if unknown:
        yield "words：" + "、".join(sorted(unknown)), f"字段“{take}”的选项"


def _unknown_steps(corpus: Corpus, steps: Iterable[str]) -> Iterator[tuple[str, str]]:
    for step in steps:
        if step not in corpus.steps:
            yield f"步骤“{step}”", "某一程序中的步骤"


def _unseen_facts(corpus: Corpus, fact: Fact) -> Iterator[tuple[str, str]]:
    if isinstance(fact.derive, Expr):
        return
    grain = fact.derive.grain if isinstance(fact.derive, Child) else fact.grain
    visible = corpus.visible(grain)
    for name in facts_read(fact.derive):
        if name not in visible:
            yield f"事实“{name}”", f"粒度“{grain}”可见的事实"


def _predicate_problems(corpus: Corpus, fact: Fact) -> Iterator[Problem]:
    match fact.derive:
        case Expr(text):
            names = corpus.visible(fact.grain)
        case Child(grain=grain, where=text):
            names = corpus.visible(grain)
        case Elsewhere(where=text):
            names = corpus.visible(fact.grain)
        case Pick(where=text, list=list_field, steps=steps):
            names = columns(corpus, list_field, steps)
        case Own() | Next() | Valid() | IntervalUnion() | Due() | DayOff():
            return
    yield from text_problems(corpus, fact.source, fact.line, text, names)


def _circles(corpus: Corpus) -> Iterator[Problem]:
    """Facts that would need themselves."""
    reads = {
        name: [n for n in facts_read(each.derive) if n in corpus.facts]
        for name, each in corpus.facts.items()
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[Problem]:
        if name in path:
            fact = corpus.facts[name]
            circle = " → ".join((*path[path.index(name) :], name))
            yield Problem(fact.source, fact.line, f"事实互相推导：{circle}", "不循环的推导")
        elif name not in done:
            for needed in reads[name]:
                yield from visit(needed, (*path, name))
            done.add(name)

    for name in reads:
        yield from visit(name, ())
