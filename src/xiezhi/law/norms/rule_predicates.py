"""Rules that one condition or one answer decides: limit, content, role, cross_case, prohibition, judgement."""

from __future__ import annotations

from collections.abc import Callable

from xiezhi.law.facts.context import Scalar
from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.model import Judgement, Requires
from xiezhi.law.norms.outcome import BREACHED, MET, NOT_APPLICABLE, Outcome, unknown
from xiezhi.law.texts import Compiler, decisive_names
from xiezhi.law.verdicts import Verdict

Rule = Callable[[Row], Outcome]


def compile_requires(rule: Requires, gates: tuple[str, ...], compiler: Compiler) -> Rule:
    """The condition must hold (prohibition: must not)."""
    test, wanted = compiler.test(rule.text), rule.kind != "prohibition"
    names = decisive_names(rule.text, compiler)

    def judge(row: Row) -> Outcome:
        if row.position < 0 and gates and not row.history.positions(gates):
            return NOT_APPLICABLE
        found = test(row.facts)
        if found is None:
            return unknown(*null_names(row, names))
        return MET if found is wanted else BREACHED

    return judge


def null_names(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `names` that are NULL on the row."""
    return tuple(name for name in names if row.facts[name] is None)


def compile_judgement(rule: Judgement) -> Rule:
    """Open texture: `yes`, `no`, or still to be answered by the named role."""
    asked = Outcome(Verdict.NEEDS_JUDGEMENT, f"{rule.question}")
    answers: dict[Scalar, Outcome] = {"yes": MET, "no": BREACHED}
    return lambda row: answers.get(row.facts[rule.answer], asked)
