"""Random contents of fields: words and numbers that the norm asks about, and those that stand elsewhere in the draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from tests.law.forge.draft import Ago, Draft
from tests.law.forge.relevance import Relevance

from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS
from xiezhi.law.procedures.model import Step

WORDS = ("w1", "w2", "w3", "w4", "w5", "w6")


@dataclass(frozen=True)
class Contents:
    """Fills fields for one norm."""

    corpus: Corpus
    relevance: Relevance
    random: Random

    @cached_property
    def asked(self) -> list[str]:
        """Every word that a text compares with."""
        return sorted({word for words in self.relevance.words.values() for word in words})

    @cached_property
    def roles(self) -> list[str]:
        every = {r for p in self.corpus.procedures.values() for s in p.steps.values() for r in s.by}
        return sorted(every)

    def value(self, name: str, draft: Draft) -> Any:
        """A value of the field `name`."""
        stated, rng = self.corpus.fields.get(name), self.random
        kind = stated.type if stated else "text"
        if stated is None or kind not in self._makers:
            return self.actor_part(name, draft) if stated is None else self._word(name, draft)
        if rng.random() < 0.08:
            return None
        return self._makers[kind](name, draft)

    @cached_property
    def _makers(self) -> dict[str, Any]:
        return {
            "integer": self._number,
            "cents": self._number,
            "bool": lambda name, draft: self.random.random() < 0.5,
            "date": self._day,
            "datetime": self._moment,
            "choice": self._choice,
            "list": self._items,
        }

    def _items(self, name: str, draft: Draft) -> list[dict[str, Any]]:
        """A few rows, or one for each option of one of their parts."""
        parts = self.corpus.fields[name].of if name != "by" else ()
        chosen = [part for part in parts if self.corpus.fields[part].options]
        if not chosen or self.random.random() < 0.8:
            return [self.item(name, draft) for _ in range(self.random.choice((0, 1, 1, 2, 3)))]
        part = self.random.choice(chosen)
        return [
            self.item(name, draft) | {part: option} for option in self.corpus.fields[part].options
        ]

    def item(self, name: str, draft: Draft) -> dict[str, Any]:
        """One row of a list field."""
        if name == "by":
            return self.actor(draft)
        parts = [p for p in self.corpus.fields[name].of if not self.corpus.fields[p].personal]
        return {part: self.value(part, draft) for part in parts if self.random.random() < 0.9}

    def actor(self, draft: Draft) -> dict[str, Any]:
        return {
            part: self.actor_part(part, draft) for part in ACTOR_PARTS if self.random.random() < 0.8
        }

    def actor_part(self, part: str, draft: Draft) -> str:
        if part == "role":
            asked = [word for word in self.asked if word in self.roles]
            return self.random.choice([*asked, *asked, *self.roles])
        return self._word(part, draft)

    def _word(self, name: str, draft: Draft) -> str:
        known = [*words_in(draft, self.relevance.fields)]
        if known and self.random.random() < 0.5:
            return self.random.choice(known)
        return self.random.choice([*WORDS, *self.relevance.words.get(name, ())])

    def _choice(self, name: str, draft: Draft) -> str:
        options = list(self.corpus.fields[name].options)
        asked = [option for option in options if option in self.asked]
        return self.random.choice([*asked, *asked, *asked, *options])

    def _number(self, name: str, draft: Draft) -> int:
        known = [n + d for n in numbers_in(draft, self.relevance.fields) for d in (0, 0, 1, -1)]
        return max(0, self.random.choice([*self.relevance.numbers, *known[:40]]))

    def _day(self, name: str, draft: Draft) -> Ago:
        found = self._moment(name, draft)
        return Ago(found.minutes // 1440 * 1440)

    def _moment(self, name: str, draft: Draft) -> Ago:
        whole = sum(move.gap for move in draft.moves)
        distance = self.random.choice(
            [*self.relevance.gaps, 0, whole, self.random.randint(0, abs(whole) + 1)]
        )
        return Ago(distance * self.random.choice((1, 1, -1)))

    def fields(self, step: Step, draft: Draft) -> dict[str, Any]:
        """Random content of the step's relevant fields."""
        return {
            name: self.value(name, draft)
            for name in step.fields
            if self.reads(name) and self.random.random() < 0.9
        }

    def reads(self, name: str) -> bool:
        """Whether the norm looks at the field (at a part of it)."""
        stated = self.corpus.fields.get(name)
        if stated is None or stated.personal:
            return name == "by"
        return bool({name, *stated.of} & self.relevance.fields)


def words_in(draft: Draft, read: frozenset[str]) -> Iterator[str]:
    """Words that stand in fields, items and actors that are read."""
    return (value for value in _values(draft, read) if isinstance(value, str))


def numbers_in(draft: Draft, read: frozenset[str]) -> Iterator[int]:
    """Numbers that stand in fields and items that are read."""
    return (value for value in _values(draft, read) if type(value) is int)


def _values(draft: Draft, read: frozenset[str]) -> Iterator[Any]:
    for move in draft.moves:
        for name, value in move.fields.items():
            rows = value if isinstance(value, list) else [{name: value}]
            yield from (v for row in rows for n, v in row.items() if n in read)
