"""One change to a draft: of a field, an actor, a move, the time between moves, the matters beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random
from typing import Any

from tests.law.forge.draft import AS_OF, Draft, Move, days_of, relative
from tests.law.forge.relevance import Relevance, fields_used, lists_used
from tests.law.forge.values import Contents

from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS
from xiezhi.law.fields import Field
from xiezhi.law.procedures.filling import actors, filled

LONGEST = 24


@dataclass(frozen=True)
class Mutations:
    """Changes that can matter to one norm."""

    corpus: Corpus
    relevance: Relevance
    random: Random

    @cached_property
    def contents(self) -> Contents:
        return Contents(self.corpus, self.relevance, self.random)

    def changed(self, draft: Draft) -> Draft:
        """A copy with one to four changes."""
        new = draft.copy()
        for _ in range(self.random.choice((1, 1, 2, 2, 3, 4))):
            self.random.choice(self._all)(new)
        return new

    @cached_property
    def _all(self) -> list[Callable[[Draft], None]]:
        beside = [self._other] * 3 if self.relevance.crosses else []
        return [
            *([self._field] * 6),
            *([self._gap] * 3),
            *([self._insert] * 3),
            self._actors,
            self._alike,
            self._drop,
            self._repeat,
            self._swap,
            self._shift,
            self._mode,
            self._thread,
            self._procedure,
            *beside,
        ]

    def _field(self, draft: Draft) -> None:
        """Another value, or none, for a field that is read."""
        places = [(m, n) for m in draft.moves for n in self._readable(m)]
        if not places:
            return
        move, name = self.random.choice(places)
        if self.random.random() < 0.1:
            move.fields.pop(name, None)
        elif (
            isinstance(held := move.fields.get(name), list) and held and self.random.random() < 0.7
        ):
            self._item(name, held, draft)
        else:
            move.fields[name] = self.contents.value(name, draft)

    def _readable(self, move: Move) -> list[str]:
        step = self.corpus.step(move.procedure, move.step)
        return [name for name in (step.fields if step else ()) if self.contents.reads(name)]

    def _item(self, name: str, held: list[dict[str, Any]], draft: Draft) -> None:
        """Another part of a row, one row more, or one less."""
        row, choice = self.random.choice(held), self.random.random()
        parts = self.corpus.fields[name].of if name != "by" else ACTOR_PARTS
        read = [part for part in parts if part in self.relevance.fields] or list(parts)
        if choice < 0.6 and read:
            part = self.random.choice(read)
            row[part] = self.contents.value(part, draft) if self.random.random() < 0.9 else None
        elif choice < 0.8:
            held.append({**row} if self.random.random() < 0.5 else self.contents.item(name, draft))
        else:
            held.remove(row)

    def _actors(self, draft: Draft) -> None:
        move = self.random.choice(draft.moves)
        held = move.fields.setdefault("by", [])
        if held:
            self._item("by", held, draft)
        else:
            held.append(self.contents.actor(draft))

    def _alike(self, draft: Draft) -> None:
        """One answer to every yes-or-no question of a move, or one option wherever it is offered."""
        move = self.random.choice(draft.moves)
        names = self._readable(move)
        if not names:
            return
        value = self.contents.value(self.random.choice(names), draft)
        for name in names:
            if _fits(self.corpus.fields.get(name), value):
                move.fields[name] = value

    def _gap(self, draft: Draft) -> None:
        move = self.random.choice(draft.moves)
        move.gap = self.random.choice([*self.relevance.gaps, *self.relevance.gaps, -1440])

    def _insert(self, draft: Draft) -> None:
        if self.relevance.steps and len(draft.moves) < LONGEST:
            step = self.random.choice(self.relevance.steps)
            at = self.random.randint(0, len(draft.moves))
            draft.moves.insert(at, self.move(step, draft))

    def _drop(self, draft: Draft) -> None:
        if len(draft.moves) > 1:
            del draft.moves[self.random.randrange(len(draft.moves))]

    def _repeat(self, draft: Draft) -> None:
        if len(draft.moves) < LONGEST:
            copied = self.random.choice(draft.copy().moves)
            draft.moves.insert(self.random.randint(0, len(draft.moves)), copied)

    def _swap(self, draft: Draft) -> None:
        a, b = (self.random.randrange(len(draft.moves)) for _ in range(2))
        draft.moves[a], draft.moves[b] = draft.moves[b], draft.moves[a]

    def _shift(self, draft: Draft) -> None:
        """The whole matter to another time, also beside the first and last day of the norm."""
        first, last = self.relevance.norm.in_force
        ends = [days_of(day) + d * 1440 for day in (first, last) if day for d in (0, 1)]
        room = max(0, days_of(max(first, AS_OF.date().replace(year=2021))))
        draft.rest = self.random.choice([*self.relevance.gaps, self.random.randint(0, room), *ends])

    def _mode(self, draft: Draft) -> None:
        move = self.random.choice(draft.moves)
        move.mode = self.random.choice(("decide", "attest"))
        move.late = self.random.choice((0, 0, 1, 2, 30))

    def _thread(self, draft: Draft) -> None:
        self.random.choice(draft.moves).thread = self.random.choice((1, 1, 2))

    def _procedure(self, draft: Draft) -> None:
        """All moves of one procedure as moves of another."""
        old, new = self.random.choice(draft.moves).procedure, self.code()
        for move in draft.moves:
            move.procedure = new if move.procedure == old else move.procedure

    def _other(self, draft: Draft) -> None:
        """A matter beside it that began as its copy: one more, one changed, or one less."""
        choice = self.random.random()
        if not draft.others or choice < 0.5:
            if len(draft.others) < 4:
                draft.others.append(Draft(draft.copy().moves, draft.rest))
        elif choice < 0.8:
            chosen = self.random.choice(draft.others)
            self.random.choice((self._field, self._gap, self._drop, self._insert))(chosen)
        else:
            draft.others.pop()

    def code(self) -> str:
        """A procedure code, mostly one that the norm covers."""
        covered = self.corpus.covered(self.relevance.norm.applies.procedures)
        every = sorted(self.corpus.procedures)
        return self.random.choice(
            sorted(covered) if covered and self.random.random() < 0.8 else every
        )

    def move(self, step: str, draft: Draft) -> Move:
        """A move of `step` in a procedure that has it, preferably one that the norm covers."""
        codes = [code for code, p in self.corpus.procedures.items() if step in p.steps]
        covered = self.corpus.covered(self.relevance.norm.applies.procedures) or frozenset(codes)
        code = self.random.choice([c for c in codes if c in covered] or codes)
        stated = self.corpus.procedures[code].steps[step]
        fields = {
            n: relative(self.corpus, n, v, AS_OF)
            for n, v in filled(self.corpus, stated, AS_OF).items()
            if n in kept_fields(self.corpus) and not self.contents.reads(n)
        }
        fields |= self.contents.fields(stated, draft)
        fields["by"] = actors(stated)
        return Move(code, step, self.random.choice(self.relevance.gaps), fields)


def _fits(stated: Field | None, value: Any) -> bool:
    if stated is None or isinstance(value, list):
        return False
    return value in stated.options or (stated.type == "bool" and isinstance(value, bool))


@lru_cache(maxsize=4)
def kept_fields(corpus: Corpus) -> frozenset[str]:
    """Fields that some norm may read; the others are left out of drafts."""
    return fields_used(corpus) | {*lists_used(corpus)}
