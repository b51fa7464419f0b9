"""`publicity`: what must, must not, or may after a judgement be made public."""

from __future__ import annotations

from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.model import Publicity
from xiezhi.law.norms.outcome import BREACHED, MET, Outcome
from xiezhi.law.norms.rule_deadline import compile_deadline
from xiezhi.law.norms.rule_predicates import Rule
from xiezhi.law.texts import Compiler
from xiezhi.law.verdicts import Verdict


def compile_publicity(rule: Publicity, start_unit: str, compiler: Compiler) -> Rule:
    publish = compile_deadline(rule.deadline, start_unit, compiler) if rule.deadline else _met
    bar = _barred(rule.bars)
    if rule.means == "required":
        return publish
    if rule.means == "barred":
        return bar
    asked = Outcome(Verdict.NEEDS_JUDGEMENT, rule.ground)
    answers = {"publish": publish, "bar": bar}

    def judge(row: Row) -> Outcome:
        answer = answers.get(str(row.facts[rule.answer or ""]))
        return answer(row) if answer else asked

    return judge


def _met(row: Row) -> Outcome:
    return MET


def _barred(bars: tuple[str, ...]) -> Rule:
    def judge(row: Row) -> Outcome:
        published = row.history.first_after(bars, row.position - 1 if row.position >= 0 else -1)
        return MET if published is None else BREACHED

    return judge
