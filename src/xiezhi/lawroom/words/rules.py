"""What a norm requires, in sentences: what must come before what, within how long, who answers what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiezhi.law.norms.model import (
    Deadline,
    Interpretation,
    Judgement,
    Norm,
    Publicity,
    Requires,
    RequiresBefore,
)
from xiezhi.law.procedures.order import title_under
from xiezhi.lawroom.words.conditions import condition_words
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.periods import period_words
from xiezhi.registry.roles import title as role_title

EFFECTS = {
    "block": "不符合时不能办理",
    "warn": "不符合时提示，说明理由后可以办理",
    "audit": "只在审计中指出",
}
SEVERITIES = {"red": "红牌", "yellow": "黄牌", "notice": "提醒"}


def rule_sentences(norm: Norm) -> list[str]:
    """The rule of the norm, one sentence a line."""
    return list(_rule(norm))


def _rule(norm: Norm) -> Iterator[str]:
    match norm.rule:
        case RequiresBefore() as rule:
            yield from _before(norm, rule)
        case Deadline() as rule:
            yield from _deadline(norm, rule)
        case Requires(kind="prohibition", text=text):
            yield f"不得有这样的情形：{condition_words(text)}。"
        case Requires(text=text):
            yield f"应当：{condition_words(text)}。"
        case Publicity() as rule:
            yield from _publicity(norm, rule)
        case Judgement(question=question, role=role):
            yield f"由{role_title(role)}判断：{question}"
        case Interpretation():
            yield "说明用语或者计算方法，不单独判断是否符合。"


def _before(norm: Norm, rule: RequiresBefore) -> Iterator[str]:
    gap = f"至少{period_words(corpus(), rule.min_gap)}" if rule.min_gap else ""
    after = f"，而且是在最近一次{_any(norm, rule.since)}之后" if rule.since else ""
    yield f"{_own(norm, rule.to)}以前{gap}，应当已经{_any(norm, rule.steps)}{after}。"
    if rule.where:
        yield f"其中：{condition_words(rule.where)}。"
    yield from _unless(rule.unless)


def _deadline(norm: Norm, rule: Deadline) -> Iterator[str]:
    start = f"“{corpus().title_of(rule.from_fact)}”" if rule.from_fact else _own(norm, rule.from_)
    yield f"自{start}之日起{period_words(corpus(), rule.within)}内，应当{_any(norm, rule.to)}{_ended(rule)}。"
    for opening, closing in rule.except_:
        yield f"自{_any(norm, opening)}至{_any(norm, closing)}的期间不计算在内。"
    for step, within in rule.extended_by:
        yield f"{_any(norm, [step])}的，延长{period_words(corpus(), within)}。"
    if rule.roll == "next_workday" and rule.within.unit not in ("hours", "minutes"):
        yield "最后一日是休息日的，顺延到其后第一个工作日。"
    yield from _unless(rule.unless)


def _ended(rule: Deadline) -> str:
    return f"（以“{corpus().title_of(rule.to_fact)}”为准）" if rule.to_fact else ""


def _publicity(norm: Norm, rule: Publicity) -> Iterator[str]:
    ground = f"（{rule.ground}）" if rule.ground else ""
    if rule.means == "barred":
        yield f"不得{_any(norm, rule.bars)}{ground}。"
    elif rule.means == "judgement":
        yield f"是否公开由有权的人判断并记录{ground}。"
    else:
        yield f"应当公开{ground}。"
    if rule.deadline:
        yield from _deadline(norm, rule.deadline)


def _unless(text: str | None) -> Iterator[str]:
    if text:
        yield f"{condition_words(text)}的除外。"


def _own(norm: Norm, steps: Iterable[str]) -> str:
    """The steps named, else those that the norm gates, else those its rows are made of."""
    return _any(norm, list(steps) or norm.gates or corpus().grains[norm.grain].steps)


def _any(norm: Norm, steps: Iterable[str]) -> str:
    under = norm.applies.procedures
    titles = dict.fromkeys(title_under(corpus(), under, name) for name in steps)
    return "或者".join(f"“{each}”" for each in titles)


def applies_sentences(norm: Norm) -> list[str]:
    """To which procedures and cases it applies, and once per what it is judged."""
    law = corpus()
    covered = law.covered(norm.applies.procedures)
    codes = [code for code in law.procedures if covered is None or code in covered]
    where = "各种程序" if covered is None else "、".join(law.procedures[c].title for c in codes)
    found = [f"用于{where or '还没有编写的程序'}，每一“{law.grains[norm.grain].title}”判断一次。"]
    if norm.applies.when:
        found.append(f"适用的情形：{condition_words(norm.applies.when)}。")
    return found


def breach_facts(norm: Norm) -> list[tuple[str, str]]:
    """What follows from a breach, for a list of facts."""
    breach = norm.breach
    override = breach.override
    rows = [
        ("不符合的后果", f"{EFFECTS[breach.effect]}，{SEVERITIES[breach.severity]}"),
        ("发现的问题", breach.finding),
        ("怎么补救", breach.cure),
        ("谁的职责", role_title(breach.duty_of) if breach.duty_of else ""),
        ("由谁补救", role_title(breach.cure_of) if breach.cure_of else ""),
        ("可否不顾", "不可以" if override == "never" else "写明理由后可以"),
    ]
    return [(name, words) for name, words in rows if words]
