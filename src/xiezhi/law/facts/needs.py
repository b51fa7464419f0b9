"""What a derivation reads: which steps of the history and which other facts."""

from __future__ import annotations

from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Derivation,
    Due,
    Elsewhere,
    Expr,
    IntervalUnion,
    Next,
    Pick,
    Valid,
)
from xiezhi.law.texts import facts_in


def steps_read(derive: Derivation) -> tuple[str, ...]:
    """The steps whose events the derivation looks for."""
    match derive:
        case Pick(steps=steps, since=since):
            return (*steps, *since)
        case Next(steps=steps, after=after):
            return (*steps, *after)
        case IntervalUnion(pairs):
            return tuple(step for pair in pairs for side in pair for step in side)
        case _:
            return ()


def facts_read(derive: Derivation) -> tuple[str, ...]:
    """The facts the derivation computes from (of the child grain, for `child`)."""
    match derive:
        case Pick(same=same):
            return tuple(fact for _, fact in same)
        case Valid(key=key, on=on, match=match):
            return (key, on, *(fact for _, fact in match))
        case Due(from_fact=from_fact, within=within):
            return (from_fact, *([within.fact] if within.fact else []))
        case DayOff(on=on):
            return (on,)
        case Child(fact=fact, where=where):
            return (*([fact] if fact else []), *facts_in(where))
        case Elsewhere(key=key, where=where, at=at, since=since, until=until):
            return (key, *(each for each in (at, since, until) if each), *facts_in(where))
        case Expr(text):
            return facts_in(text)
        case _:
            return ()
