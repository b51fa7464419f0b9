"""The parameters that decide a norm: named in its texts, its periods, or the facts behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiezhi.law.facts.model import Derivation, Due, Expr
from xiezhi.law.norms.model import Norm
from xiezhi.law.norms.needs import facts_needed, periods_of, texts_of
from xiezhi.law.texts import parameters_in

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def parameters_of(corpus: Corpus, norm: Norm) -> frozenset[str]:
    """Ids of every parameter that the norm's verdict depends on."""
    return frozenset(_named(corpus, norm))


def _named(corpus: Corpus, norm: Norm) -> Iterator[str]:
    for text in texts_of(norm):
        yield from parameters_in(text)
    for within in periods_of(norm.rule):
        if within.param:
            yield within.param
    for fact in corpus.facts_behind(facts_needed(norm)):
        yield from _behind(fact.derive)


def _behind(derive: Derivation) -> Iterator[str]:
    match derive:
        case Expr(text):
            yield from parameters_in(text)
        case Due(within=within):
            if within.param:
                yield within.param
        case _:
            pass
