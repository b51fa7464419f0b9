"""What a whole corpus has and a part of one may lack: documents for its steps, readers for its facts."""

from __future__ import annotations

from collections.abc import Iterator

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.needs import facts_needed
from xiezhi.law.reading import Problem


def completeness_problems(corpus: Corpus) -> Iterator[Problem]:
    """What `xiezhi corpus check` wants beyond what loading needs."""
    yield from _missing_documents(corpus)
    yield from _unused_facts(corpus)


def _missing_documents(corpus: Corpus) -> Iterator[Problem]:
    for procedure in corpus.procedures.values():
        for step in procedure.steps.values():
            if step.document and step.document not in corpus.documents:
                found = f"步骤“{step.name}”的文书“{step.document}”"
                yield Problem(procedure.source, step.line, found, "documents 中的文书种类")


def _unused_facts(corpus: Corpus) -> Iterator[Problem]:
    """A fact nobody reads is a rule that somebody forgot, or a leftover."""
    used = facts_used(corpus)
    for fact in corpus.facts.values():
        if fact.name not in used:
            found = f"没有规范、参数或者其他事实使用的事实“{fact.name}”"
            yield Problem(fact.source, fact.line, found, "有用的事实（无用的删除）")


def facts_used(corpus: Corpus) -> frozenset[str]:
    """The facts that loaded norms need, directly or through other facts and parameters."""
    named = [name for norm in corpus.norms.values() for name in facts_needed(norm)]
    named += [name for each in corpus.parameters.values() for name in each.keys]
    return frozenset(fact.name for fact in corpus.facts_behind(named))
