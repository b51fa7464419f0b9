"""Facts in bulk: SQL that builds, per grain in use, one table of the facts that loaded norms use.

The plan is a list of SQL statements and, between them, `Lookup`s: dues that `law.periods` computes once per
distinct starting day, so that both back-ends count days with the same code. Only `CASE WHEN` aggregates, framed
windows and equi-joins are used: the subset that DuckDB, SQLite and PostgreSQL read the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Derivation,
    Due,
    Elsewhere,
    Expr,
    Fact,
    IntervalUnion,
    Next,
    Own,
    Pick,
    Valid,
)
from xiezhi.law.facts.sql_joins import add_child, add_due, add_elsewhere, add_intervals, add_valid
from xiezhi.law.facts.sql_layout import (
    OWN_FACTS,
    OWN_KEYS,
    Layout,
    equal,
    items_view,
    key_columns,
    made,
    own_event,
)
from xiezhi.law.facts.sql_needs import Needs
from xiezhi.law.facts.sql_picks import add_first_procedure, add_next, add_pick
from xiezhi.law.facts.sql_seen import Seen
from xiezhi.law.facts.sql_stage import Stage, first_rows
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.norms.model import Within
from xiezhi.law.periods.calendar import DayOffKind
from xiezhi.law.periods.clock import Roll

_ORDER = ("matter", "thread", "entry", "item")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table `name(start, amount, due, least)` to be filled by `law.periods` for every row of `select`.

    `select` gives distinct (start, amount); days, or minutes when `within.unit` is shorter than a day. `due` is the
    last lawful day, or (`earliest`) the first one after a minimal interval; NULL where the calendar has no answer,
    `least` is then the earliest it can be, else the same. `arranged`, `weekend`: 1 when the start is such a day off.
    """

    name: str
    select: str
    within: Within
    roll: Roll
    seeks: Literal["due", "earliest"] | DayOffKind = "due"


@dataclass(slots=True)
class FactsPlan:
    """Statements and look-ups in order; afterwards `tables[grain]` holds the rows, `columns[grain]` their columns."""

    steps: list[str | Lookup] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)


def plan_facts(texts: Texts, layout: Layout, needs: Needs) -> FactsPlan:
    """How to build the tables of every grain in `needs`."""
    plan = FactsPlan()
    for items in sorted(_lists(needs)):
        plan.steps += items_view(layout, items)
    grains = sorted(needs.used, key=lambda g: (_ORDER.index(needs.grains[g].of), g))
    seen, begin = Seen("facts_seen"), len(plan.steps)
    for rank in range(needs.top() + 1):
        for grain in grains:
            _add_stage(plan, _Part(texts, layout, needs, grain, rank, seen))
    plan.steps[begin:begin] = seen.statements()
    return plan


@dataclass(frozen=True, slots=True)
class _Part:
    texts: Texts
    layout: Layout
    needs: Needs
    grain: str
    rank: int
    seen: Seen

    @property
    def automatic(self) -> set[str]:
        return self.needs.automatic.get(self.grain, set())


def _lists(needs: Needs) -> set[str]:
    lists = {needs.grains[g].list for g in needs.used}
    for name in needs.ranks:
        how = needs.facts[name].derive
        lists |= {how.list} if isinstance(how, Pick) else set()
    return {each for each in lists if each}


def _add_stage(plan: FactsPlan, part: _Part) -> None:
    """One more rank of facts on the rows of one grain; nothing when the rank adds nothing."""
    facts = part.needs.of(part.grain, part.rank)
    lent = part.needs.lent(part.grain, part.rank)
    if part.rank and not facts and not lent:
        return
    stage = _stage(plan, part)
    for ancestor in sorted({fact.grain for fact in lent}):
        table = plan.tables[ancestor]
        keys = key_columns(part.needs.grains[ancestor])
        stage.joins.append((f"{table} AS up_{ancestor}", equal(keys, f"up_{ancestor}", "r")))
    for fact in lent:
        stage.facts[f"x_{fact.name}"] = f"up_{fact.grain}.x_{fact.name}"
    for fact in facts:
        _add_fact(plan, part, stage, fact)
    if not part.rank and "procedure" in part.automatic and not own_event(stage.grain):
        add_first_procedure(stage)
    stage.layers = _layers(part, [f for f in facts if isinstance(f.derive, Expr)])
    name = f"rows_{part.grain}_{part.rank}"
    before = _before(plan, part)
    plan.steps += made(name, stage.render(before))
    plan.tables[part.grain] = name
    added = [*stage.facts, *(column for layer in stage.layers for column in layer)]
    plan.columns[part.grain] = [*stage.kept, *added]


def _stage(plan: FactsPlan, part: _Part) -> Stage:
    grain = part.needs.grains[part.grain]
    kept = plan.columns.get(part.grain)
    if kept is None:
        own = _own_columns(part)
        kept = [*key_columns(grain), *OWN_KEYS.get(grain.of, ()), *own]
    return Stage(grain, part.layout, tuple(kept), part.seen)


def _before(plan: FactsPlan, part: _Part) -> str:
    if part.grain in plan.tables:
        return f"SELECT * FROM {plan.tables[part.grain]}"
    return first_rows(part.needs.grains[part.grain], _own_columns(part))


def _own_columns(part: _Part) -> dict[str, str]:
    """Columns of a grain's first rows: the automatic facts and the `own` facts in use."""
    grain, layout = part.needs.grains[part.grain], part.layout
    many = not own_event(grain)
    known = {"as_of_day": f"CAST({part.texts.as_of_day} AS BIGINT)"}
    known |= {"own_day": "max(s.day)"} if many else {n: f"s.{c}" for n, c in OWN_FACTS.items()}
    columns = {f"x_{n}": text for n, text in known.items() if n in part.automatic}
    for fact in part.needs.of(part.grain, 0):
        if isinstance(fact.derive, Own):
            columns[f"x_{fact.name}"] = _own_column(layout, grain.list, fact.derive.take)
    return columns


def _own_column(layout: Layout, items: str | None, take: str) -> str:
    """A field of the own item (of the own event, on entry rows), or a part of the own event."""
    return layout.column(take, items)


def _add_fact(plan: FactsPlan, part: _Part, stage: Stage, fact: Fact) -> None:
    how: Derivation = fact.derive
    if isinstance(how, Pick):
        add_pick(stage, fact.name, how, part.texts.condition)
    elif isinstance(how, Next):
        add_next(stage, fact.name, how)
    elif isinstance(how, IntervalUnion):
        add_intervals(stage, fact.name, how)
    elif isinstance(how, Valid):
        add_valid(stage, fact.name, how)
    elif isinstance(how, Child):
        _add_child(plan, part, stage, fact)
    elif isinstance(how, Elsewhere):
        add_elsewhere(stage, fact.name, how)
    elif isinstance(how, Due):
        amount = part.texts.amount(how.within)
        plan.steps.append(_lookup(plan, part, fact.name, how, amount))
        add_due(stage, fact.name, how, amount)
    elif isinstance(how, DayOff):
        _add_day_off(plan, part, stage, fact)


def _add_day_off(plan: FactsPlan, part: _Part, stage: Stage, fact: Fact) -> None:
    """As a due of no days whose look-up says 1 or 0."""
    assert isinstance(fact.derive, DayOff)
    how = Due(fact.derive.on, Within("days", 0))
    asked = replace(_lookup(plan, part, fact.name, how, "0"), seeks=fact.derive.of)
    plan.steps.append(asked)
    add_due(stage, fact.name, how, "0")


def _add_child(plan: FactsPlan, part: _Part, stage: Stage, fact: Fact) -> None:
    assert isinstance(fact.derive, Child)
    where = part.texts.on_row(fact.derive.where, "c") if fact.derive.where else "1 = 1"
    add_child(stage, fact.name, fact.derive, plan.tables[fact.derive.grain], where)


def _lookup(plan: FactsPlan, part: _Part, name: str, how: Due, amount: str) -> Lookup:
    select = (
        f"SELECT DISTINCT r.x_{how.from_fact} AS start, {amount} AS amount"
        f" FROM {plan.tables[part.grain]} AS r"
        f" WHERE r.x_{how.from_fact} IS NOT NULL AND {amount} IS NOT NULL"
    )
    return Lookup(f"due_{name}", select, how.within, how.roll)


def _layers(part: _Part, exprs: Iterable[Fact]) -> list[dict[str, str]]:
    """Expressions, each after those it reads."""
    waiting: dict[str, Fact] = {fact.name: fact for fact in exprs}
    layers: list[dict[str, str]] = []
    while waiting:
        ready = [f for f in waiting.values() if not part.needs.reads(f) & waiting.keys()]
        layers.append({f"x_{f.name}": _expression(part, f) for f in ready})
        for fact in ready:
            del waiting[fact.name]
    return layers


def _expression(part: _Part, fact: Fact) -> str:
    assert isinstance(fact.derive, Expr)
    return part.texts.value_on_row(fact.derive.text, "r")


def elsewhere_select(texts: Texts, plan: FactsPlan, fact: Fact) -> str:
    """(key, matter, n) of one `elsewhere` fact over the rows at hand, and (since, until) of one with spans; summed
    over all buckets by the engine."""
    how = fact.derive
    assert isinstance(how, Elsewhere)
    key = f"r.x_{how.key}"
    where = texts.on_row(how.where, "r") if how.where else "1 = 1"
    until = f"r.x_{how.until}" if how.until else "CAST(NULL AS BIGINT)"
    span = f", r.x_{how.since} AS since, {until} AS until" if how.at else ""
    by = f", r.x_{how.since}{f', {until}' if how.until else ''}" if how.at else ""
    return (
        f"SELECT {key} AS key, r.matter, count(*) AS n{span} FROM {plan.tables[fact.grain]} AS r"
        f" WHERE {key} IS NOT NULL AND ({where}) GROUP BY {key}, r.matter{by}"
    )
