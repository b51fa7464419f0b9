"""A fact's derivation in words, and the steps and roles that set it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Derivation,
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
from xiezhi.law.facts.needs import steps_read
from xiezhi.law.norms.model import Within

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus

_HOW = {
    "first": "第一次",
    "last": "最近一次",
    "count": "次数",
    "sum": "合计",
    "distinct": "不同值的个数",
}
_WHEN = {"before": "此前", "after": "此后", "own": "本次", "any": "案内"}


def told(fact: Fact) -> str:
    """One line, with the names that the corpus files use."""
    return _told(fact.derive)


def _told(derive: Derivation) -> str:
    match derive:
        case Own(take):
            return f"本行的 {take}"
        case Pick():
            return _picked(derive)
        case Next(steps, after, take):
            return f"{_any(after)} 之后第一次 {_any(steps)} 的 {take}"
        case Expr(text):
            return text
        case _:
            return _computed(derive)


def _computed(derive: Derivation) -> str:
    match derive:
        case Valid(register, key, on):
            return f"名录 {register} 在 {on} 是否有 {key}"
        case IntervalUnion(pairs):
            return "、".join(f"{_any(a)} 至 {_any(b)}" for a, b in pairs) + " 的天数（取并集）"
        case Due(from_fact, within):
            return f"自 {from_fact} 起 {period(within)} 的末日"
        case DayOff(on):
            return f"{on} 是否休息日"
        case Child(grain, how, fact, where):
            return f"下级行 {grain} 的 {fact or ''}{_HOW.get(how, how)}{_where(where)}"
        case Elsewhere(key, where):
            return f"他案同一 {key} 的行数{_where(where)}"
        case _:
            raise TypeError(derive)


def _picked(pick: Pick) -> str:
    place = f"{_WHEN[pick.when]} {_any(pick.steps)}"
    rows = f" 的 {pick.list} 各行" if pick.list else ""
    same = "".join(f"，{field}＝{fact}" for field, fact in pick.same)
    return f"{place}{rows}{_where(pick.where)}{same}：{pick.take or ''}{_HOW[pick.how]}"


def _where(text: str | None) -> str:
    return f"（{text}）" if text else ""


def _any(steps: tuple[str, ...]) -> str:
    return "|".join(steps)


def period(within: Within) -> str:
    """The period as corpus files write it."""
    named = within.param and f"param:{within.param}" or within.fact and f"fact:{within.fact}"
    return f"{named or within.amount} {within.unit}"


def setting_steps(corpus: Corpus, fact: Fact) -> tuple[str, ...]:
    """The steps whose events, directly or through other facts, give the fact its value."""
    found: dict[str, None] = {}
    for each in corpus.facts_behind([fact.name]):
        found |= dict.fromkeys(_steps(corpus, each.derive, corpus.grains[each.grain]))
    return tuple(found)


def _steps(corpus: Corpus, derive: Derivation, grain: Grain) -> Iterator[str]:
    """Own fields and rows elsewhere come from the steps of the grain, counts of rows from those of the child."""
    if isinstance(derive, Own | Elsewhere):
        yield from grain.steps
    elif isinstance(derive, Child):
        yield from corpus.grains[derive.grain].steps
    yield from steps_read(derive)


def setting_roles(corpus: Corpus, steps: tuple[str, ...]) -> tuple[str, ...]:
    """The roles that may take any of the steps."""
    roles = (
        role
        for procedure in corpus.procedures.values()
        for name in steps
        if name in procedure.steps
        for role in procedure.steps[name].by
    )
    return tuple(dict.fromkeys(roles))
