"""Which verdicts a norm can come to: in examples, where any fact may be missing, and in histories."""

from __future__ import annotations

from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.model import Child, Expr, Fact, IntervalUnion, Pick
from xiezhi.law.norms.coverage import _reachable
from xiezhi.law.norms.model import Interpretation, Norm
from xiezhi.law.norms.needs import texts_of
from xiezhi.law.texts import decisive_names
from xiezhi.law.verdicts import Verdict


def executable(corpus: Corpus) -> list[Norm]:
    """The norms that give verdicts."""
    return [n for n in corpus.norms.values() if not isinstance(n.rule, Interpretation)]


def in_examples(corpus: Corpus, norm: Norm) -> frozenset[str]:
    """Every outcome that an example must show."""
    return frozenset(_reachable(corpus, norm))


def in_histories(corpus: Corpus, norm: Norm) -> frozenset[str]:
    """As `in_examples`, without `unknown` where nothing it reads can be missing from a history."""
    found = in_examples(corpus, norm)
    sure = norm.first and not any(_missable(corpus, name) for name in _decisive(corpus, norm))
    return found - {str(Verdict.UNKNOWN)} if sure else found


def _decisive(corpus: Corpus, norm: Norm) -> set[str]:
    compiler = corpus.engine().compiler
    return {name for text in texts_of(norm) for name in decisive_names(text, compiler)}


def _missable(corpus: Corpus, name: str) -> bool:
    """Whether a row can be without the fact: counts are 0 where there is nothing to count."""
    fact = corpus.facts.get(name)
    return fact is not None and not _counted(corpus, fact)


def _counted(corpus: Corpus, fact: Fact) -> bool:
    match fact.derive:
        case Pick(how=how) | Child(how=how):
            return how in ("count", "distinct")
        case IntervalUnion():
            return True
        case Expr(text):
            names = decisive_names(text, corpus.engine().compiler)
            return not any(_missable(corpus, name) for name in names)
        case _:
            return False
