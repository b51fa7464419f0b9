"""Forged histories of a whole corpus: named matters, how Python judges them, which outcomes they were made for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import NamedTuple

from tests.law.forge.bulk import Judged, judged_of
from tests.law.forge.draft import Draft
from tests.law.forge.history_tables import HistoryTables
from tests.law.forge.outcomes import executable, in_histories
from tests.law.forge.relevance import Relevance, fields_in
from tests.law.forge.search import HistoryForge, world
from tests.law.forge.world import Others, Registers

from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import Derived, derive, elsewhere_keys
from xiezhi.law.facts.model import Fact
from xiezhi.law.norms.judge import judge

#: Types of fields that hold free words.
WORDS = frozenset({"text", "paragraph", "party", "person", "item", "evidence"})
#: How many drafts of other norms are tried first.
KNOWN = 60
#: (norm, row key) → verdict.
Verdicts = dict[tuple[str, str], Judged]


class Made(NamedTuple):
    """A draft, the name of its matter, and the norms that it was made for."""

    name: str
    draft: Draft
    norms: set[str]


@dataclass(frozen=True)
class Forged:
    """Matters that were made for norms. `context` knows what each holds under shared keys: see `assembled`."""

    corpus: Corpus
    made: Sequence[Made]
    context: Context

    def matters(self) -> Iterator[tuple[set[str], list[Event]]]:
        """(norms, events) of every matter; those beside a forged one have no norms."""
        keys = marked_fields(self.corpus)
        for name, draft, norms in self.made:
            yield norms, draft.events(self.corpus, name, f"~{name}", keys)
            for m, other in enumerate(draft.others):
                yield set(), other.events(self.corpus, f"{name}-{m}", f"~{name}", keys)

    def rows(self, events: list[Event]) -> Derived:
        return derive(self.corpus, events, self.context)

    def tables(self) -> HistoryTables:
        """The matters for a database, after Python has asked its registers."""
        registers = self.context.registers
        assert isinstance(registers, Registers)
        return HistoryTables(self.corpus, [e for _, e in self.matters()], registers)

    def _chosen(self, every: int) -> Iterator[tuple[list[str], list[Event]]]:
        """(norms, events): each matter with the norms that it was made for, each `every`-th with all norms."""
        whole = [norm.id for norm in executable(self.corpus)]
        for n, (norms, events) in enumerate(self.matters()):
            yield whole if n % every == 0 else sorted(norms), events

    def asked(self, every: int) -> set[tuple[str, str]]:
        """(norm, matter) of what `judged` judges."""
        return {(norm, e[0].matter) for norms, e in self._chosen(every) for norm in norms}

    def judged(self, every: int) -> Verdicts:
        """What Python says: of each matter by its own norms, of each `every`-th by all norms."""
        return {
            (finding.norm, finding.row): judged_of(finding)
            for norms, events in self._chosen(every)
            for finding in judge(self.corpus, self.rows(events), self.context, norms)
        }


def outcomes(judged: Verdicts) -> Counter[tuple[str, str]]:
    """(norm, verdict) → in how many matters."""
    seen = {
        (norm, str(verdict), row.partition("/")[0]) for (norm, row), (verdict, _) in judged.items()
    }
    return Counter((norm, verdict) for norm, verdict, _ in seen)


def forge(corpus: Corpus, seed: int, quota: int) -> Forged:
    """Histories that bring every executable norm to each of its outcomes `quota` times, as far as it gets."""
    wanted = {norm.id: in_histories(corpus, norm) for norm in executable(corpus)}
    return forged_for(corpus, seed, quota, wanted)


def forged_for(
    corpus: Corpus,
    seed: int,
    quota: int,
    wanted: Mapping[str, frozenset[str]],
    maker_of: type[HistoryForge] = HistoryForge,
) -> Forged:
    """Histories for norms and the outcomes that are wanted of them."""
    made: dict[int, Made] = {}
    for name, outcomes_ in wanted.items():
        norm, random = corpus.norms[name], Random(f"{seed} {name}")
        maker = maker_of(corpus, norm, random, outcomes_, world(corpus))
        for draft in maker.drafts(quota, _known(made.values(), maker, random)):
            made.setdefault(id(draft), Made(f"n{len(made)}", draft, set())).norms.add(name)
    return assembled(corpus, list(made.values()))


def _known(made: Iterable[Made], maker: HistoryForge, random: Random) -> list[Draft]:
    """Some of the drafts that were made for other norms and have a step of this one's rows."""
    steps = set(maker.corpus.grains[maker.norm.grain].steps)
    fit = [m.draft for m in made if not steps or steps & {move.step for move in m.draft.moves}]
    return random.sample(fit, min(len(fit), KNOWN))


def assembled(corpus: Corpus, made: Sequence[Made]) -> Forged:
    """These matters and no others."""
    others = Others()
    found = Forged(corpus, made, replace(world(corpus), elsewhere=others))
    for _, events in found.matters():
        others.add(elsewhere_keys(corpus, found.rows(events)))
    return found


@lru_cache(maxsize=4)
def marked_fields(corpus: Corpus) -> frozenset[str]:
    """Free word fields (and parts of actors): their values bear the name of the forged matter, so that no two share
    a key by chance. Words that a text of the corpus compares stay as they are."""
    norms = (Relevance(corpus, norm) for norm in executable(corpus))
    compared = {name for each in norms for name in each.words}
    fixed = {f for name in compared for fact in _fact(corpus, name) for f in fields_in(fact)}
    free = {n for n, f in corpus.fields.items() if f.type in WORDS} | {*ACTOR_PARTS}
    return frozenset(free - compared - fixed)


def _fact(corpus: Corpus, name: str) -> list[Fact]:
    return [corpus.facts[name]] if name in corpus.facts else []
