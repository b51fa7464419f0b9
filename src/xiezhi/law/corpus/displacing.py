"""Special norms in place of general ones, and norms that say different things about the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Deadline, Norm
from xiezhi.law.reading import Problem


def displacing_problems(corpus: Corpus) -> Iterator[Problem]:
    for norm in corpus.norms.values():
        for general in norm.displaces:
            if fault := _fault(corpus, norm, general):
                line = norm.lines.get("displaces", 1)
                yield Problem(norm.source, line, f"displaces: {general}，{fault[0]}", fault[1])
    for general, specials in corpus.displaced_by.items():
        for one, other in combinations(specials, 2):
            if _same_cases(corpus, one, other):
                line = other.lines.get("displaces", 1)
                found = f"{one.id} 与 {other.id} 在相同情形下都取代 {general}"
                yield Problem(other.source, line, found, "互斥的适用条件，或者一条取代另一条")
    yield from _conflicts(corpus)


def _fault(corpus: Corpus, norm: Norm, general: str) -> tuple[str, str] | None:
    other = corpus.norms.get(general)
    if other is None:
        return "没有这条规范", "已有的规范编号"
    if other.grain != norm.grain:
        return f"粒度为“{other.grain}”", f"相同的粒度“{norm.grain}”"
    if norm.id in _all_displaced(corpus, other):
        return "互相取代", "单向的取代"
    return None


def _all_displaced(corpus: Corpus, norm: Norm) -> set[str]:
    found, todo = set[str](), list(norm.displaces)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += corpus.norms[name].displaces if name in corpus.norms else ()
    return found


def _conflicts(corpus: Corpus) -> Iterator[Problem]:
    """Two clocks with the same ends and the same cases, but different lengths."""
    clocks: dict[object, list[Norm]] = {}
    for norm in corpus.norms.values():
        if isinstance(norm.rule, Deadline):
            rule = norm.rule
            ends = (norm.grain, rule.from_, rule.from_fact, rule.to, rule.to_fact)
            clocks.setdefault(ends, []).append(norm)
    for norms in clocks.values():
        for one, other in combinations(norms, 2):
            related = one.id in _all_displaced(corpus, other) or other.id in _all_displaced(
                corpus, one
            )
            if not related and _same_cases(corpus, one, other) and _within(one) != _within(other):
                found = f"{other.id} 与 {one.id} 起止和适用条件相同而期限不同"
                line = other.lines.get("deadline", 1)
                yield Problem(other.source, line, found, "互斥的适用条件，或者 displaces")


def _within(norm: Norm) -> object:
    assert isinstance(norm.rule, Deadline)
    return norm.rule.within


def _same_cases(corpus: Corpus, one: Norm, other: Norm) -> bool:
    """Both apply in the same rows, as far as the texts show."""
    codes = [corpus.covered(each.applies.procedures) for each in (one, other)]
    shared = codes[0] is None or codes[1] is None or bool(codes[0] & codes[1])
    related = {*one.displaces, *other.displaces} & {one.id, other.id}
    return (
        shared
        and not related
        and one.applies.when == other.applies.when
        and _overlap(one.in_force, other.in_force)
    )


def _overlap(a: tuple[date, date | None], b: tuple[date, date | None]) -> bool:
    return a[0] <= (b[1] or date.max) and b[0] <= (a[1] or date.max)
