"""Texts of the corpus as SQL: predicates with their parameters spelt out, and lengths of periods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xiezhi.law.norms.model import Within
from xiezhi.law.parameters import Parameter
from xiezhi.law.predicates import Predicate, parse
from xiezhi.law.texts import DAY


@dataclass(slots=True)
class Texts:
    """Compiles texts for one set of parameters; `as_of_day` and `as_of_min` are the moment of the audit."""

    parameters: Mapping[str, Parameter]
    as_of_day: int
    as_of_min: int
    _known: dict[str, Predicate] = field(default_factory=dict)

    def names(self, text: str) -> frozenset[str]:
        """Facts (or event fields) that the text reads, key facts of parameters included."""
        return self._predicate(text).names

    def condition(self, text: str, column: Callable[[str], str]) -> str:
        """SQL of the text; `column` gives the SQL of a name."""
        return self._predicate(text).sql("duckdb", column)

    def on_row(self, text: str, alias: str) -> str:
        """SQL of the text over the fact columns of a row table."""
        return self.condition(text, lambda name: f"{alias}.x_{name}")

    def value_on_row(self, text: str, alias: str) -> str:
        """As `on_row`; a condition becomes 1, 0 or NULL."""
        found = self.on_row(text, alias)
        if self._predicate(text).type != "boolean":
            return found
        return f"CAST(CASE WHEN {found} THEN 1 WHEN NOT {found} THEN 0 END AS BIGINT)"

    def amount(self, within: Within) -> str:
        """SQL of the length of a period, on row `r`."""
        if within.param is not None:
            return f"CAST({self.on_row(f'param.{within.param}', 'r')} AS BIGINT)"
        return f"r.x_{within.fact}" if within.fact else f"CAST({within.amount} AS BIGINT)"

    def amount_names(self, within: Within) -> frozenset[str]:
        """Facts that the length of a period reads."""
        if within.param is not None:
            return self.names(f"param.{within.param}")
        return frozenset({within.fact} if within.fact else ())

    def _predicate(self, text: str) -> Predicate:
        if text not in self._known:
            self._known[text] = parse(text, None, self._expression)
        return self._known[text]

    def _expression(self, parameter: str) -> str:
        return self.parameters[parameter].expression(DAY)
