"""Every name in one file that another file must know: steps, fields, facts, parameters, norms."""

from __future__ import annotations

from xiezhi.law.corpus.fact_references import fact_problems, grain_problems
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.corpus.norm_references import norm_problems
from xiezhi.law.corpus.procedure_references import field_problems, procedure_problems
from xiezhi.law.reading import Problem


def reference_problems(corpus: Corpus) -> list[Problem]:
    """All broken references of the corpus, in the order of its files."""
    return [
        *field_problems(corpus),
        *procedure_problems(corpus),
        *grain_problems(corpus),
        *fact_problems(corpus),
        *norm_problems(corpus),
    ]
