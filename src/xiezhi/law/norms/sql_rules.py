"""The rules in SQL: what `rule_*.py` decide for one row, as cases over marked rows."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.law.facts.sql_layout import key_columns, listed, own_event
from xiezhi.law.facts.to_sql import Lookup
from xiezhi.law.norms.model import (
    Deadline,
    Interpretation,
    Judgement,
    Publicity,
    Requires,
    RequiresBefore,
    Rule,
)
from xiezhi.law.norms.sql_before import mark_before
from xiezhi.law.norms.sql_clocks import ClockColumns, cutting_steps, mark_clock
from xiezhi.law.norms.sql_part import Part
from xiezhi.law.norms.sql_verdicts import (
    BREACHED,
    MET,
    NEEDS_JUDGEMENT,
    NOT_APPLICABLE,
    RUNNING,
    UNKNOWN,
    Cutting,
    Judged,
    truth,
)

__all__ = ["Part", "add_rule"]


def add_rule(part: Part, rule: Rule, judged: Judged) -> None:
    """The rule's own cases, after those of its applicability."""
    match rule:
        case RequiresBefore():
            _before(part, rule, judged)
        case Deadline():
            _deadline(part, rule, judged)
        case Requires():
            _requires(part, rule, judged)
        case Publicity():
            _publicity(part, rule, judged)
        case Judgement(answer=answer):
            judged.when(f"r.x_{answer} = 'yes'", MET)
            judged.when(f"r.x_{answer} = 'no'", BREACHED)
            judged.when("1 = 1", NEEDS_JUDGEMENT)
        case Interpretation():
            judged.when("1 = 1", NOT_APPLICABLE)


def _requires(part: Part, rule: Requires, judged: Judged) -> None:
    gates = part.norm.gates
    if gates and not own_event(part.stage.grain):
        judged.when(f"NOT {_happened(part, gates, 'gates')}", NOT_APPLICABLE)
    text = part.texts.on_row(rule.text, "r")
    kinds = (BREACHED, MET) if rule.kind == "prohibition" else (MET, BREACHED)
    judged.when("1 = 1", truth(text, *kinds))


def _happened(part: Part, steps: tuple[str, ...], name: str, bound: str = "") -> str:
    """Whether the row saw an event of `steps`."""
    column = f"{part.prefix}_{name}"
    text = f"count(CASE WHEN s.step IN ({listed(steps)}){bound} THEN 1 END)"
    part.stage.facts[column] = f"COALESCE(r.{part.stage.column(0, text, steps)}, 0)"
    return f"(r.{column} > 0)"


def _unless(part: Part, unless: str | None, judged: Judged) -> None:
    """What lifts the rule; a doubt about it is a doubt about the verdict."""
    if unless:
        text = part.texts.on_row(unless, "r")
        judged.when(f"({text})", NOT_APPLICABLE)
        judged.when(f"({text}) IS NULL", UNKNOWN)


def _before(part: Part, rule: RequiresBefore, judged: Judged) -> None:
    names = mark_before(part.stage, part.prefix, rule, part.norm.gates, part.texts)
    judged.start, judged.end, judged.unit = f"r.{names.start}", f"r.{names.end}", names.unit
    judged.when(f"r.{names.target} IS NULL", NOT_APPLICABLE)
    _unless(part, rule.unless, judged)
    judged.when(f"r.{names.found} IS NULL AND r.{names.doubtful} > 0", UNKNOWN)
    judged.when(f"r.{names.found} IS NULL", BREACHED)
    if rule.min_gap is None:
        judged.when("1 = 1", MET)
        return
    amount = part.texts.amount(rule.min_gap)
    table = f"gap_{part.prefix}"
    judged.lookups.append(
        Lookup(table, _starts(part, names.start, amount), rule.min_gap, "none", "earliest")
    )
    judged.joins.append((table, f"{table}.start = r.{names.start} AND {table}.amount = {amount}"))
    early = f"r.{names.end} < {table}.least"
    judged.open = f"({table}.due IS NULL)"
    judged.due = f"CASE WHEN {table}.due IS NOT NULL OR {early} THEN {table}.least END"
    judged.when(early, BREACHED)
    judged.when("1 = 1", truth(f"r.{names.end} >= {table}.due", MET, BREACHED))


def _starts(part: Part, start: str, amount: str) -> str:
    """Distinct starting moments and lengths."""
    return (
        f"SELECT DISTINCT r.{start} AS start, {amount} AS amount FROM {part.marked} AS r"
        f" WHERE r.{start} IS NOT NULL AND {amount} IS NOT NULL"
    )


def _deadline(part: Part, rule: Deadline, judged: Judged) -> None:
    _unless(part, rule.unless, judged)
    names = mark_clock(part.stage, part.prefix, rule, _start_unit(part, rule))
    judged.start, judged.end, judged.unit = f"r.{names.start}", f"r.{names.end}", names.unit
    missing = UNKNOWN if rule.from_fact else NOT_APPLICABLE
    judged.when(f"r.{names.start} IS NULL", missing)
    end = _due(part, rule, names, judged)
    as_of = part.texts.as_of_day if names.unit == "day" else part.texts.as_of_min
    still = f"COALESCE(r.{names.end}, {as_of}) <= {end.least}"
    judged.open = f"({end.due} IS NULL)"
    judged.due = f"CASE WHEN {end.due} IS NOT NULL OR {still} THEN {end.least} END"
    in_time = f"CASE WHEN r.{names.end} IS NULL THEN {RUNNING} ELSE {MET} END"
    judged.when(end.suspended, in_time)
    judged.when(still, in_time)
    judged.when(f"{end.due} IS NULL", UNKNOWN)
    judged.when("1 = 1", BREACHED)


def _start_unit(part: Part, rule: Deadline) -> str:
    fact = part.corpus.facts.get(rule.from_fact or "")
    return "min" if rule.from_fact == "own_min" or (fact and fact.unit == "min") else "day"


@dataclass(frozen=True, slots=True)
class _End:
    """SQL of where a clock ends: `due` (NULL: the calendar does not say), the earliest it can be, and whether it
    is suspended."""

    due: str
    least: str
    suspended: str


def _due(part: Part, rule: Deadline, names: ClockColumns, judged: Judged) -> _End:
    """Joins the last day (or minute) of the clock."""
    amount, table = part.texts.amount(rule.within), f"due_{part.prefix}"
    judged.lookups.append(Lookup(table, _starts(part, names.start, amount), rule.within, rule.roll))
    judged.joins.append((table, f"{table}.start = r.{names.start} AND {table}.amount = {amount}"))
    if not cutting_steps(rule):
        return _End(f"{table}.due", f"{table}.least", "1 = 0")
    cut = f"cut_{part.prefix}"
    judged.lookups.append(_cutting(part, rule, names, cut, amount))
    keys = " AND ".join(f"{cut}.{key} = r.{key}" for key in key_columns(part.stage.grain))
    judged.joins.append((cut, keys))
    due, least = (
        f"(CASE WHEN r.{names.cuts} > 0 THEN {cut}.{end} ELSE {table}.{end} END)"
        for end in ("due", "least")
    )
    return _End(due, least, f"{cut}.suspended = 1")


def _cutting(part: Part, rule: Deadline, names: ClockColumns, cut: str, amount: str) -> Cutting:
    amounts = (amount, *(part.texts.amount(period) for _, period in rule.extended_by))
    keys = key_columns(part.stage.grain)
    lengths = "".join(f", {text} AS amount_{i}" for i, text in enumerate(amounts))
    chosen = ", ".join(f"r.{key}" for key in keys)
    shown = ", ".join(
        f"r.{c}"
        for c in (*part.stage.scope, names.start, names.start_min, names.end, names.end_order)
    )
    rows = (
        f"SELECT {chosen}, {shown}{lengths} FROM {part.marked} AS r"
        f" WHERE r.{names.cuts} > 0 AND r.{names.start} IS NOT NULL"
    )
    scope = ", ".join(f"s.{key}" for key in part.stage.scope)
    steps = {*cutting_steps(rule), *(step for _, closing in rule.except_ for step in closing)}
    same = " AND ".join(f"m.{key} = s.{key}" for key in part.stage.scope)
    some = ", ".join(f"r.{key}" for key in part.stage.scope)
    history = (
        f"SELECT {scope}, s.ord, s.step, s.min FROM events AS s"
        f" JOIN (SELECT DISTINCT {some} FROM {part.marked} AS r WHERE r.{names.cuts} > 0) AS m"
        f" ON {same} WHERE s.step IN ({listed(frozenset(steps))}) ORDER BY {scope}, s.ord"
    )
    return Cutting(cut, rule, keys, part.stage.scope, names.unit, rows, history)


def _publicity(part: Part, rule: Publicity, judged: Judged) -> None:
    """`required`: the clock; `barred`: no event of `bars`; `judgement`: as it was answered."""
    if rule.means == "barred":
        judged.when("1 = 1", _barred(part, rule))
    elif rule.means == "required":
        _published(part, rule, judged)
    else:
        answer = f"COALESCE(r.x_{rule.answer}, '')"
        judged.when(f"{answer} = 'bar'", _barred(part, rule))
        judged.when(f"{answer} <> 'publish'", NEEDS_JUDGEMENT)
        _published(part, rule, judged)
        for shown in ("start", "end", "due", "open"):
            only = f"CASE WHEN {answer} = 'publish' THEN {getattr(judged, shown)} END"
            setattr(judged, shown, only)


def _published(part: Part, rule: Publicity, judged: Judged) -> None:
    if rule.deadline is None:
        judged.when("1 = 1", MET)
    else:
        _deadline(part, rule.deadline, judged)


def _barred(part: Part, rule: Publicity) -> str:
    bound = " AND s.ord >= r.ord" if own_event(part.stage.grain) else ""
    published = _happened(part, rule.bars, "barred", bound)
    return f"CASE WHEN {published} THEN {BREACHED} ELSE {MET} END"
