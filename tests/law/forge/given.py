"""Random rows of facts for one norm: its examples, changed one fact or moment after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from tests.law.forge.relevance import Relevance

from xiezhi.law.corpus import Corpus
from xiezhi.law.events import EPOCH
from xiezhi.law.norms.compiled import CompiledNorm, compile_norm
from xiezhi.law.norms.judge import judge_row
from xiezhi.law.norms.model import Example, Norm, RequiresBefore
from xiezhi.law.norms.moments import MOMENTS, moment
from xiezhi.law.norms.staging import staged
from xiezhi.law.verdicts import Finding

Given = dict[str, Any]
#: The moment by which every forged row is judged: the bulk judges all rows by one.
AS_OF = datetime(2026, 12, 31, 23, 59)  # noqa: DTZ001
TRIES = 600


@dataclass(frozen=True)
class GivenForge:
    """`rows(quota)`: examples that bring the norm to each of its outcomes `quota` times, as far as it gets."""

    corpus: Corpus
    norm: Norm
    random: Random
    wanted: frozenset[str]

    @cached_property
    def relevance(self) -> Relevance:
        return Relevance(self.corpus, self.norm)

    def rows(self, quota: int) -> Iterator[tuple[Example, Finding]]:
        """Distinct rows with their finding, until every outcome is there `quota` times or tries run out."""
        pool = [self._fixed(dict(each.given)) for each in self.norm.examples] or [self._fixed({})]
        left, seen = dict.fromkeys(self.wanted, quota), set[str]()
        for n in range(TRIES * len(self.wanted)):
            given = pool[n] if n < len(pool) else self._changed(self.random.choice(pool))
            found = self._judged(given)
            if found is None or repr(given) in seen or not left.get(found.verdict, 0):
                continue
            seen.add(repr(given))
            left[found.verdict] -= 1
            pool.append(given)
            yield Example(given, found.verdict), found
            if not any(left.values()):
                return

    @cached_property
    def _compiled(self) -> CompiledNorm:
        """As `judge_example` judges it, compiled once."""
        return compile_norm(without_where(self.norm), self.corpus, self.corpus.engine().compiler)

    def _judged(self, given: Given) -> Finding | None:
        try:
            row = staged(self.corpus, self.norm, Example(given, ""))
            return judge_row(self.corpus, self._compiled, row)
        except (ValueError, OverflowError):
            return None

    def _changed(self, given: Given) -> Given:
        new = dict(given)
        for _ in range(self.random.choice((1, 1, 2, 3))):
            self.random.choice(self._changes())(new)
        return self._fixed(new)

    def _fixed(self, given: Given) -> Given:
        """Judged at `AS_OF`; the own day is that of the events, where there are any."""
        kept = {k: v for k, v in given.items() if k != "own_day" or not {"from", "to"} & {*given}}
        return {**kept, "as_of": AS_OF.isoformat(timespec="minutes")}

    def _changes(self) -> list[Callable[[Given], None]]:
        moments = [self._shift, self._to_the_limit, self._before_as_of, self._drop_moment]
        return [
            *([self._fact] * 4),
            self._procedure,
            *(moments if self._timed else [self._own_day]),
        ]

    def _own_day(self, given: Given) -> None:
        """Some day on which the norm is in force, or one beside its first day."""
        first = (self.norm.in_force[0] - EPOCH).days
        last = (AS_OF.date() - EPOCH).days
        given["own_day"] = self.random.choice((first - 1, first, self.random.randint(first, last)))

    @cached_property
    def _timed(self) -> bool:
        return any({"from", "to"} & {*each.given} for each in self.norm.examples)

    @cached_property
    def _names(self) -> list[str]:
        return sorted(n for n in self.relevance.names if n in self.corpus.facts)

    def _fact(self, given: Given) -> None:
        if not self._names:
            return
        name = self.random.choice(self._names)
        given.pop(name, None)
        if self.random.random() < 0.85:
            given[name] = self._value(name, given)

    def _value(self, name: str, given: Mapping[str, Any]) -> Any:
        fact, rng = self.corpus.facts[name], self.random
        if fact.unit == "word":
            return rng.choice([*fact.words, *self.relevance.words.get(name, ()), "x"])
        if fact.unit == "bool":
            return rng.randrange(2)
        if fact.unit in ("day", "min"):
            at = self._some_moment(given) + timedelta(minutes=rng.choice(self.relevance.gaps))
            minutes = (at - datetime.combine(EPOCH, datetime.min.time())) // timedelta(minutes=1)
            return minutes // 1440 if fact.unit == "day" else minutes
        others = [v for v in given.values() if isinstance(v, int)]
        return rng.choice([*self.relevance.numbers, *others, *(v + 1 for v in others)])

    def _some_moment(self, given: Mapping[str, Any]) -> datetime:
        known = [given[n] for n in ("from", "to", "as_of") if n in given]
        at = moment(self.random.choice(known)) if known else AS_OF
        return at - timedelta(days=self.random.choice((0, 0, 1, 30, 365)))

    def _procedure(self, given: Given) -> None:
        covered = self.corpus.covered(self.norm.applies.procedures) or {*self.corpus.procedures}
        every = [*sorted(covered)] * 3 + sorted(self.corpus.procedures)
        given["procedure"] = self.random.choice(every)

    def _shift(self, given: Given) -> None:
        name = self.random.choice(("from", "to", "to"))
        if name in given or name == "to":
            start = moment(given.get("from", AS_OF.isoformat()))
            self._put(
                given, name, start + timedelta(minutes=self.random.choice(self.relevance.gaps))
            )

    def _to_the_limit(self, given: Given) -> None:
        """The end on the last lawful day or minute, or one beside it."""
        found, beside = self._judged(given), self.random.choice((-1, 0, 0, 1))
        if found is None or (found.due_day is None and found.due_min is None):
            return
        if found.due_min is not None:
            at = datetime.combine(EPOCH, datetime.min.time()) + timedelta(
                minutes=found.due_min + beside
            )
        else:
            day = EPOCH + timedelta(days=(found.due_day or 0) + beside)
            at = datetime.combine(day, datetime.min.time()) + timedelta(
                hours=self.random.randrange(24)
            )
        self._put(given, "to", at)

    def _before_as_of(self, given: Given) -> None:
        given.pop("to", None)
        self._put(given, "from", AS_OF - timedelta(minutes=self.random.choice(self.relevance.gaps)))

    def _drop_moment(self, given: Given) -> None:
        given.pop(self.random.choice([*MOMENTS]), None)

    def _put(self, given: Given, name: str, at: datetime) -> None:
        """Written as the example writes: a day stays a day when the norm counts from a day."""
        given[name] = at.isoformat(timespec="minutes")


def without_where(norm: Norm) -> Norm:
    """As examples are judged: the event of a `requires_before` is taken as matching its `where`."""
    rule = norm.rule
    return (
        replace(norm, rule=replace(rule, where=None)) if isinstance(rule, RequiresBefore) else norm
    )
