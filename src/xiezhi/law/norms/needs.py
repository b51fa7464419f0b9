"""What a rule reads: steps of the history, facts of its row, periods."""

from __future__ import annotations

from xiezhi.law.norms.model import (
    Deadline,
    Judgement,
    Norm,
    Publicity,
    Requires,
    RequiresBefore,
    Rule,
    Within,
)
from xiezhi.law.texts import facts_in


def steps_of(rule: Rule) -> tuple[str, ...]:
    """Every step the rule names."""
    match rule:
        case RequiresBefore(steps=steps, to=to, since=since):
            return (*steps, *to, *since)
        case Deadline():
            pairs = [step for pair in rule.except_ for side in pair for step in side]
            return (*rule.from_, *rule.to, *pairs, *(step for step, _ in rule.extended_by))
        case Publicity(deadline=deadline, bars=bars):
            return (*(steps_of(deadline) if deadline else ()), *bars)
        case _:
            return ()


def facts_of(rule: Rule) -> tuple[str, ...]:
    """The facts the rule names outside of predicates."""
    match rule:
        case Deadline(from_fact=start, to_fact=end):
            return tuple(name for name in (start, end) if name)
        case Judgement(answer=name):
            return (name,)
        case Publicity(answer=answer, deadline=deadline):
            return (*([answer] if answer else []), *(facts_of(deadline) if deadline else ()))
        case _:
            return ()


def periods_of(rule: Rule) -> tuple[Within, ...]:
    """The periods the rule counts."""
    match rule:
        case RequiresBefore(min_gap=gap):
            return (gap,) if gap else ()
        case Deadline():
            return (rule.within, *(within for _, within in rule.extended_by))
        case Publicity(deadline=deadline):
            return periods_of(deadline) if deadline else ()
        case _:
            return ()


def texts_of(norm: Norm) -> tuple[str, ...]:
    """The predicates over the norm's row (not `where`, which reads events)."""
    rule = norm.rule.deadline if isinstance(norm.rule, Publicity) else norm.rule
    found: list[str | None] = [norm.applies.when]
    match rule:
        case Requires(text=text):
            found.append(text)
        case Deadline(unless=unless) | RequiresBefore(unless=unless):
            found.append(unless)
        case _:
            pass
    return tuple(text for text in found if text)


def facts_needed(norm: Norm) -> frozenset[str]:
    """Every fact of its row that the norm may read."""
    named = {name for text in texts_of(norm) for name in facts_in(text)}
    counted = {within.fact for within in periods_of(norm.rule) if within.fact}
    return frozenset({*named, *counted, *facts_of(norm.rule)})
