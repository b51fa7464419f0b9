"""A corpus compiled with one set of parameters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from xiezhi.law.facts.model import Elsewhere
from xiezhi.law.facts.plans import compile_plans
from xiezhi.law.facts.rows import Plan
from xiezhi.law.facts.values import Converter, converters
from xiezhi.law.norms.compiled import CompiledNorm, compile_norm
from xiezhi.law.parameters import Parameter
from xiezhi.law.predicates import Evaluate
from xiezhi.law.texts import Compiler

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


class Engine:
    """Functions for every fact and norm; compiled at first use, then shared by all matters."""

    def __init__(self, corpus: Corpus, parameters: Mapping[str, Parameter]) -> None:
        self._corpus, self.compiler = corpus, Compiler(parameters)

    @cached_property
    def plans(self) -> dict[str, dict[str, Plan]]:
        return compile_plans(self._corpus, self.compiler, self.converters)

    @cached_property
    def converters(self) -> dict[str, Converter]:
        return converters(self._corpus.fields)

    @cached_property
    def norms(self) -> dict[str, CompiledNorm]:
        return {
            name: compile_norm(norm, self._corpus, self.compiler)
            for name, norm in self._corpus.norms.items()
        }

    @cached_property
    def elsewhere(self) -> dict[str, Evaluate | None]:
        """The compiled `where` of every `elsewhere` fact."""
        return {
            fact.name: self.compiler.test(fact.derive.where) if fact.derive.where else None
            for fact in self._corpus.facts.values()
            if isinstance(fact.derive, Elsewhere)
        }
