"""A norm compiled once: when it applies, how its rule judges, what it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xiezhi.law.facts.rows import Row
from xiezhi.law.facts.values import EPOCH_ORDINAL
from xiezhi.law.norms.citing import cited_all
from xiezhi.law.norms.model import (
    Deadline,
    Interpretation,
    Judgement,
    Norm,
    Publicity,
    Requires,
    RequiresBefore,
)
from xiezhi.law.norms.needs import facts_needed
from xiezhi.law.norms.outcome import NOT_APPLICABLE
from xiezhi.law.norms.rule_before import compile_before
from xiezhi.law.norms.rule_deadline import compile_deadline
from xiezhi.law.norms.rule_predicates import Rule, compile_judgement, compile_requires
from xiezhi.law.norms.rule_publicity import compile_publicity
from xiezhi.law.predicates import Evaluate
from xiezhi.law.texts import Compiler, decisive_names
from xiezhi.law.verdicts import Verdict

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus

_FOREVER = 10**9


@dataclass(frozen=True, slots=True)
class CompiledNorm:
    """`from_day`..`to_day` is when the norm is in force; `covered` None: every procedure; `displacers` and
    `displaced` are the special and the general norms (ids resolved to compiled applicability)."""

    norm: Norm
    judge: Rule
    applies: Applicability
    displacers: tuple[Applicability, ...]
    earlier: tuple[Applicability, ...]
    reads: tuple[str, ...]
    openings: Mapping[Verdict, str]


@dataclass(frozen=True, slots=True)
class Applicability:
    """Procedure, condition and time of one norm."""

    covered: frozenset[str] | None
    when: Evaluate | None
    names: tuple[str, ...]
    from_day: int
    to_day: int

    def covers(self, row: Row) -> bool:
        """The procedure of the row (matter: of any of its events) is one of the norm's."""
        covered = self.covered
        if covered is None:
            return True
        if row.history.events[max(row.position, 0)].procedure in covered:
            return True
        return row.matter_wide and any(e.procedure in covered for e in row.history.events)

    def in_force(self, day: int) -> bool:
        return self.from_day <= day <= self.to_day

    def holds(self, row: Row, day: int) -> bool:
        """Surely applies to the row."""
        if not self.in_force(day) or not self.covers(row):
            return False
        return self.when is None or self.when(row.facts) is True


def compile_norm(norm: Norm, corpus: Corpus, compiler: Compiler) -> CompiledNorm:
    return CompiledNorm(
        norm=norm,
        judge=_compile_rule(norm, corpus, compiler),
        applies=_applicability(norm, corpus, compiler),
        displacers=tuple(
            _applicability(each, corpus, compiler) for each in corpus.displaced_by.get(norm.id, ())
        ),
        earlier=tuple(
            _applicability(corpus.norms[each], corpus, compiler) for each in norm.displaces
        ),
        reads=tuple(sorted(facts_needed(norm))),
        openings=_openings(norm),
    )


def _openings(norm: Norm) -> dict[Verdict, str]:
    """How the reason begins, by verdict."""
    title, by = norm.title, cited_all(norm.cite[:1])
    return {
        Verdict.MET: f"符合“{title}”（{by}）",
        Verdict.BREACHED: f"{norm.breach.finding}（{by}）",
        Verdict.RUNNING: f"“{title}”计时中（{by}）",
        Verdict.UNKNOWN: f"“{title}”无法判断（{by}）",
        Verdict.NEEDS_JUDGEMENT: f"“{title}”须由人判断（{by}）{_asked(norm)}",
    }


def _asked(norm: Norm) -> str:
    match norm.rule:
        case Judgement(role=role):
            return f"，由{role}回答"
        case Publicity():
            return "，先决定是否公开"
        case _:
            return ""


def _applicability(norm: Norm, corpus: Corpus, compiler: Compiler) -> Applicability:
    when, (start, end) = norm.applies.when, norm.in_force
    return Applicability(
        covered=corpus.covered(norm.applies.procedures),
        when=compiler.test(when) if when else None,
        names=decisive_names(when, compiler) if when else (),
        from_day=start.toordinal() - EPOCH_ORDINAL,
        to_day=end.toordinal() - EPOCH_ORDINAL if end else _FOREVER,
    )


def _compile_rule(norm: Norm, corpus: Corpus, compiler: Compiler) -> Rule:
    match norm.rule:
        case RequiresBefore() as before:
            return compile_before(before, norm.gates, compiler)
        case Deadline() as deadline:
            return compile_deadline(deadline, _start_unit(deadline, corpus), compiler)
        case Requires() as requires:
            return compile_requires(requires, norm.gates, compiler)
        case Publicity(deadline=deadline) as publicity:
            unit = _start_unit(deadline, corpus) if deadline else "day"
            return compile_publicity(publicity, unit, compiler)
        case Judgement() as judgement:
            return compile_judgement(judgement)
        case Interpretation():
            return lambda row: NOT_APPLICABLE


def _start_unit(deadline: Deadline, corpus: Corpus) -> str:
    fact = corpus.facts.get(deadline.from_fact or "")
    return "min" if deadline.from_fact == "own_min" or (fact and fact.unit == "min") else "day"
