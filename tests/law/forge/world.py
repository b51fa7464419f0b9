"""What forged matters are judged in: registers that answer by key and day, and the other matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from zlib import crc32

from tests.law.forge.engines import WHOLE, WORD, Engine

from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.derive import Shared
from xiezhi.law.facts.model import Valid

#: Days in which an answer stays the same; one answer in `CHANCE` is no.
BAND, CHANCE = 20, 4


@lru_cache(maxsize=100_000)
def _drawn(*parts: object) -> bool:
    return crc32(repr(parts).encode()) % CHANCE != 0


@dataclass
class Registers:
    """Every register that the corpus asks. What is asked and in force is kept, as the rows of its table."""

    held: dict[str, set[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(set))

    def valid(self, register: str, key: str, on: int, match: Mapping[str, int | str]) -> bool:
        band, stem = on // BAND, key.partition("~")[0]
        asked = (("", ""), *match.items())
        found = all(
            _drawn(register, stem, band, name, str(word).partition("~")[0]) for name, word in asked
        )
        if found:
            self.held[register].add((key, band, tuple(sorted(match.items()))))
        return found

    def load(self, engine: Engine, corpus: Corpus) -> None:
        """Tables `register_<name>` of what was found in force."""
        for register, kinds in attributes(corpus).items():
            columns = {"key": WORD, "from_day": WHOLE, "to_day": WHOLE}
            columns |= {f"a_{name}": kind for name, kind in kinds.items()}
            rows = [
                (key, band * BAND, band * BAND + BAND - 1, *(dict(match).get(n) for n in kinds))
                for key, band, match in sorted(self.held[register], key=repr)
            ]
            engine.put(f"register_{register}", columns, rows)


def attributes(corpus: Corpus) -> dict[str, dict[str, str]]:
    """Register → the attributes that facts match, with their SQL type."""
    found: dict[str, dict[str, str]] = {}
    for fact in corpus.facts.values():
        if isinstance(fact.derive, Valid):
            known = found.setdefault(fact.derive.register, {})
            units = corpus.visible(fact.grain)
            known |= {a: WORD if units[f] == "word" else WHOLE for a, f in fact.derive.match}
    return found


@dataclass
class Others:
    """What every matter holds under each key of each cross-case fact."""

    held: dict[tuple[str, str], list[Shared]] = field(default_factory=lambda: defaultdict(list))

    def add(self, shared: Iterable[Shared]) -> None:
        for each in shared:
            self.held[each.fact, each.key].append(each)

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int:
        rows = self.held.get((fact, key), ())
        return sum(each.holds(at) for each in rows if each.row.partition("/")[0] != matter)
