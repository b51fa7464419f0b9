"""What a whole corpus has and a part of one may lack: documents for its steps, readers for its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.needs import facts_needed
from xiezhi.law.reading import Problem

_NAMES = re.compile(r"[a-z][a-z0-9]*(?:_(?!word\b)[a-z0-9]+)*")


def completeness_problems(corpus: Corpus) -> Iterator[Problem]:
    """What `xiezhi corpus check` wants beyond what loading needs."""
    yield from _missing_documents(corpus)
    yield from _unused_facts(corpus)
    yield from _unused_fields(corpus)


def _missing_documents(corpus: Corpus) -> Iterator[Problem]:
    for procedure in corpus.procedures.values():
        for step in procedure.steps.values():
            if step.document and step.document not in corpus.documents:
                found = f"步骤“{step.name}”的文书“{step.document}”"
                yield Problem(step.source, step.line, found, "documents 中的文书种类")


def _unused_facts(corpus: Corpus) -> Iterator[Problem]:
    """A fact nobody reads is a rule that somebody forgot, or a leftover."""
    used = facts_used(corpus)
    for fact in corpus.facts.values():
        if fact.name not in used:
            found = f"没有规范、参数或者其他事实使用的事实“{fact.name}”"
            yield Problem(fact.source, fact.line, found, "有用的事实（无用的删除）")


def _unused_fields(corpus: Corpus) -> Iterator[Problem]:
    """A field that no step asks for and no document prints is set by nobody."""
    used = {name for p in corpus.procedures.values() for s in p.steps.values() for name in s.fields}
    used |= {text for kind in corpus.documents.values() for text in _texts(kind)}
    used |= {inner for name in used if name in corpus.fields for inner in corpus.fields[name].of}
    for field in corpus.fields.values():
        if field.name not in used:
            found = f"没有步骤填写、也没有文书使用的字段“{field.name}”"
            yield Problem(field.source, field.line, found, "有用的字段（无用的删除）")


def _texts(value: object) -> Iterator[str]:
    """Every name in a document's description: keys, fields, and what its sentences put in."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (*_texts(key), *_texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield from _NAMES.findall(str(value))


def facts_used(corpus: Corpus) -> frozenset[str]:
    """The facts that loaded norms need, directly or through other facts and parameters."""
    named = [name for norm in corpus.norms.values() for name in facts_needed(norm)]
    named += [name for each in corpus.parameters.values() for name in each.keys]
    return frozenset(fact.name for fact in corpus.facts_behind(named))
