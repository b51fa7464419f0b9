"""Looks for histories that bring a norm to each of its outcomes: what shows something new is changed further."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random

from tests.law.forge.draft import AS_OF, Draft, draft_of
from tests.law.forge.mutations import Mutations, kept_fields
from tests.law.forge.relevance import Relevance
from tests.law.forge.world import Others, Registers

from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.context import Context, Scalar
from xiezhi.law.facts.derive import derive, elsewhere_keys
from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.compiled import CompiledNorm
from xiezhi.law.norms.judge import judge_row
from xiezhi.law.norms.model import Norm, Publicity
from xiezhi.law.procedures.stories import played
from xiezhi.law.verdicts import Verdict

#: Drafts tried per outcome, those kept of one outcome, stories and random walks to begin with.
TRIES, POOL, SEEDS, WALKS = 3000, 60, 14, 10


@dataclass
class HistoryForge:
    """`drafts(quota)`: drafts that give each of the outcomes `wanted` `quota` times, as far as it gets."""

    corpus: Corpus
    norm: Norm
    random: Random
    wanted: frozenset[str]
    context: Context
    _pool: dict[str, list[Draft]] = field(default_factory=lambda: defaultdict(list))
    _signs: set[object] = field(default_factory=set)

    @cached_property
    def mutations(self) -> Mutations:
        return Mutations(self.corpus, Relevance(self.corpus, self.norm), self.random)

    def drafts(self, quota: int, known: Sequence[Draft] = ()) -> Iterator[Draft]:
        """Also those of `known`, made for other norms, for at most half of the quota."""
        left = dict.fromkeys(self.wanted, quota)
        for draft, spared in self._offered(known, quota):
            given = {v for v in self.tried(draft) if left.get(v, 0) > spared}
            if given:
                left |= {v: left[v] - 1 for v in given}
                yield draft
            if not any(left.values()):
                yield from self._more(quota)
                return

    def _more(self, tries: int) -> Iterator[Draft]:
        """What shows something new after that, outcomes apart: what is missing, what stands on a limit."""
        for _ in range(tries):
            known, draft = len(self._signs), self.mutations.changed(self._parent([]))
            self.tried(draft)
            if len(self._signs) > known:
                yield draft

    def _offered(self, known: Sequence[Draft], quota: int) -> Iterator[tuple[Draft, int]]:
        """Drafts to try, and how much of the quota is not for them."""
        yield from ((draft, quota // 2) for draft in known)
        seeds = [*self._stories(), *self._walks()]
        yield from ((draft, 0) for draft in seeds)
        for _ in range(TRIES * len(self.wanted)):
            yield self.mutations.changed(self._parent(seeds)), 0

    def tried(self, draft: Draft) -> frozenset[Verdict]:
        """The outcomes of the norm over the draft, which is kept when it shows something new."""
        given = set()
        for row in self._rows(draft):
            verdict = judge_row(self.corpus, self._compiled, row).verdict
            given.add(verdict)
            sign = (verdict, *(self._bucket(row.facts[name]) for name in self._shown))
            if sign not in self._signs:
                self._signs.add(sign)
                held = self._pool[verdict]
                held.append(draft)
                del held[:-POOL]
        return frozenset(given)

    def _rows(self, draft: Draft) -> list[Row]:
        events = draft.events(self.corpus, "m")
        return derive(self.corpus, events, self.judged_in(draft))[self.norm.grain]

    def judged_in(self, draft: Draft) -> Context:
        """The context of the draft: with the matters beside it, where there are any."""
        if not draft.others:
            return self.context
        return replace(self.context, elsewhere=self._beside(draft))

    def _beside(self, draft: Draft) -> Others:
        others = Others()
        for n, other in enumerate(draft.others):
            rows = derive(self.corpus, other.events(self.corpus, f"m{n}"), self.context)
            others.add(elsewhere_keys(self.corpus, rows))
        return others

    def _parent(self, seeds: list[Draft]) -> Draft:
        """Of each verdict seen alike often."""
        held = self._pool.get(self.random.choice(sorted(self._pool)) if self._pool else "")
        return self.random.choice(held or seeds)

    def _bucket(self, value: Scalar) -> Scalar:
        if isinstance(value, str):
            return value if value in self.mutations.contents.asked else "w"
        if value is None or value in self.mutations.relevance.numbers:
            return value
        return 10**12 if value > 0 else -1

    @cached_property
    def _compiled(self) -> CompiledNorm:
        return self.corpus.engine().norms[self.norm.id]

    @cached_property
    def _shown(self) -> list[str]:
        """Facts that stand on the norm's rows."""
        line = {grain.name for grain in self.corpus.lineage(self.norm.grain)}
        facts = self.mutations.relevance.facts.values()
        return sorted(fact.name for fact in facts if fact.grain in line)

    def _stories(self) -> list[Draft]:
        """Stories that play the norm's steps, those with most of them first."""
        steps = set(self.mutations.relevance.steps)
        ranked = sorted(stories(self.corpus), key=lambda d: -len(steps & {m.step for m in d.moves}))
        return [draft.copy() for draft in ranked[:SEEDS]]

    def _walks(self) -> Iterator[Draft]:
        """Random walks over the norm's steps."""
        steps = self.mutations.relevance.steps
        for _ in range(WALKS if steps else 0):
            draft = Draft([])
            chosen = self.random.sample(steps, min(len(steps), self.random.randint(1, 8)))
            for step in sorted(chosen, key=steps.index, reverse=self.random.random() < 0.3):
                draft.moves.append(self.mutations.move(step, draft))
            yield draft


_STORIES: dict[str, list[Draft]] = {}


def stories(corpus: Corpus) -> list[Draft]:
    """The stories of all procedures."""
    if corpus.version not in _STORIES:
        _STORIES[corpus.version] = [
            draft_of(corpus, list(played(corpus, procedure, story)), kept_fields(corpus))
            for procedure in corpus.procedures.values()
            for story in procedure.stories
        ]
    return _STORIES[corpus.version]


def world(corpus: Corpus) -> Context:
    """The registers and the day, no other matters yet."""
    return Context(corpus.calendar, AS_OF, registers=Registers(), elsewhere=Others())


class DoorForge(HistoryForge):
    """As `HistoryForge` for matters that are attested: an outcome counts when the door says it too, of a step at a
    gate of the norm."""

    def tried(self, draft: Draft) -> frozenset[Verdict]:
        for move in draft.moves:
            move.mode = "attest"
        given = super().tried(draft)
        asked = given & at_gates(self.norm)
        return given - asked | (asked & frozenset(self._at_the_door(draft)) if asked else asked)

    def _at_the_door(self, draft: Draft) -> Iterator[Verdict]:
        events, context = draft.events(self.corpus, "m"), self.judged_in(draft)
        grain = self.corpus.grains[self.norm.grain]
        for n, event in enumerate(events, 1):
            if event.step in self.norm.gates:
                for row in derive(self.corpus, events[:n], context)[grain.name]:
                    if row.event is event or event.step not in grain.steps:
                        yield judge_row(self.corpus, self._compiled, row).verdict


def at_gates(norm: Norm) -> frozenset[str]:
    """Which of met and breached the door can say at a gate: where the gate is what a norm bars, never that it is met."""
    if not norm.gates:
        return frozenset()
    barred = isinstance(norm.rule, Publicity) and set(norm.gates) <= set(norm.rule.bars)
    return frozenset({"breached"} if barred else {"met", "breached"})
