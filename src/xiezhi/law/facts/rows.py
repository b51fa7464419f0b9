"""Rows: what a norm is judged once per, with facts that are computed when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context, Scalar
from xiezhi.law.facts.history import History
from xiezhi.law.facts.values import Values

Plan = Callable[["Row"], Scalar]


class Facts(dict[str, Scalar]):
    """Fact name → value of a row and its ancestors. A name that no grain of its line has is NULL."""

    __slots__ = ("plans", "row")

    def __init__(self, row: Row, plans: Mapping[str, Plan]) -> None:
        self.row, self.plans = row, plans

    def __missing__(self, name: str) -> Scalar:
        plan = self.plans.get(name)
        if plan is not None:
            value = plan(self.row)
        else:
            parent = self.row.parent
            value = parent.facts[name] if parent is not None else None
        self[name] = value
        return value

    get = dict.__getitem__  # type: ignore[assignment]  # a missing name is NULL: `__missing__`


class Row:
    """`position` is the index of the own event in `history` (-1: matter and thread rows); `item` the own item.

    `key`: matter · matter/thread · matter/seq · matter/seq/index.
    """

    __slots__ = (
        "context",
        "facts",
        "grain",
        "history",
        "item",
        "key",
        "parent",
        "position",
        "table",
    )

    def __init__(
        self,
        table: Tables,
        grain: str,
        key: str,
        history: History,
        position: int = -1,
        item: Values | None = None,
        parent: Row | None = None,
    ) -> None:
        self.table, self.grain, self.key, self.history = table, grain, key, history
        self.position, self.item, self.parent = position, item, parent
        self.context = table.context
        self.facts = Facts(self, table.plans[grain])

    @property
    def matter_wide(self) -> bool:
        """A matter row: it sees events of every procedure of the matter."""
        return self.position < 0 and self.history is self.table.history

    @property
    def event(self) -> Event | None:
        """The own event; None for matter and thread rows."""
        return self.history.events[self.position] if self.position >= 0 else None

    def all_facts(self) -> dict[str, Scalar]:
        """Every fact of the own grain, computed."""
        return {name: self.facts[name] for name in self.facts.plans}

    def __repr__(self) -> str:
        return f"Row({self.grain} {self.key})"


class Tables(Mapping[str, "list[Row]"]):
    """Grain → rows, made when first asked for. See `derive`."""

    plans: Mapping[str, Mapping[str, Plan]]
    context: Context
    history: History

    def under(self, grain: str, row: Row) -> list[Row]:
        """The rows of `grain` whose ancestor is `row`."""
        raise NotImplementedError
