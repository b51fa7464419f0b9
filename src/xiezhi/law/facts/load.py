"""Reads `facts/` into grains and facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from xiezhi.law.facts.model import (
    Child,
    DayOff,
    Derivation,
    Due,
    Elsewhere,
    Expr,
    Fact,
    Grain,
    GrainOf,
    IntervalUnion,
    Next,
    Own,
    Pick,
    Unit,
    Valid,
    When,
)
from xiezhi.law.norms.period_text import read_within
from xiezhi.law.periods.calendar import DayOffKind
from xiezhi.law.reading import View
from xiezhi.law.step_pairs import read_pairs


def load_grains(view: View) -> dict[str, Grain]:
    return {name: _grain(name, each) for name, each in view.entries("grains")}


def load_facts(view: View) -> dict[str, Fact]:
    return {name: _fact(name, each) for name, each in view.entries("facts")}


def _grain(name: str, view: View) -> Grain:
    found = Grain(
        name=name,
        title=view.text("title"),
        of=view.choice("of", get_args(GrainOf)),
        steps=view.names("steps", ()),
        procedures=view.names("procedures", ()),
        list=view.text("list", None),
        parent=view.text("parent", None),
        review=view.text("review", None),
        source=view.raw.file,
        line=view.line(),
    )
    view.done()
    wanted = {"thread": "procedures", "entry": "steps", "item": "steps"}.get(found.of)
    if wanted and not view.names(wanted, ()):
        view.problem(None, f"粒度“{name}”没有 {wanted}", f"of: {found.of} 的粒度写明 {wanted}")
    if (found.of == "item") != bool(found.list):
        view.problem(
            "list", f"粒度“{name}”的 list 与 of 不符", "of: item 的粒度写明 list，其他不写"
        )
    return found


def _fact(name: str, view: View) -> Fact:
    found = Fact(
        name=name,
        grain=view.text("grain"),
        title=view.text("title"),
        unit=view.choice("unit", get_args(Unit)),
        derive=_derivation(name, view),
        words=view.names("words", ()),
        note=view.text("note", ""),
        source=view.raw.file,
        line=view.line(),
    )
    view.done()
    return found


def _derivation(name: str, view: View) -> Derivation:
    chosen = [key for key in _READERS if key in view]
    if len(chosen) != 1:
        view.problem(
            None, f"事实“{name}”有 {len(chosen)} 种推导", "、".join(_READERS) + "中恰好一种"
        )
    return _READERS[chosen[0]](view, chosen[0]) if chosen else Expr("NULL")


def _pick(outer: View, how: str) -> Derivation:
    view = _inner(outer, how)
    found = Pick(
        how=how,  # type: ignore[arg-type]
        steps=view.names("step"),
        take=view.text("take", None),
        where=view.text("where", None),
        when=view.choice("when", get_args(When), "any"),
        since=view.names("since", ()),
        list=view.text("list", None),
        same=_equalities(view, "same"),
    )
    if (found.take is None) != (how == "count"):
        view.problem("take", f"{how} 的 take 不对", "count 不写 take，其他写明 take")
    view.done()
    return found


def _own(view: View, key: str) -> Derivation:
    return Own(view.text(key))


def _next(outer: View, key: str) -> Derivation:
    view = _inner(outer, key)
    found = Next(
        steps=view.names("step"),
        after=view.names("after"),
        take=view.text("take", "day"),
        of=view.choice("of", ("first", "last"), "first"),
    )
    view.done()
    return found


def _valid(outer: View, key: str) -> Derivation:
    view = _inner(outer, key)
    found = Valid(
        view.text("register"), view.text("key"), view.text("on"), _equalities(view, "match")
    )
    view.done()
    return found


def _interval_union(view: View, key: str) -> Derivation:
    return IntervalUnion(read_pairs(view, key))


def _due(outer: View, key: str) -> Derivation:
    view = _inner(outer, key)
    found = Due(
        from_fact=view.text("from"),
        within=read_within(view, "within"),
        roll=view.choice("roll", ("next_workday", "none"), "none"),
    )
    view.done()
    return found


def _day_off(outer: View, key: str) -> Derivation:
    view = _inner(outer, key)
    found = DayOff(on=view.text("on"), of=view.choice("of", get_args(DayOffKind)))
    view.done()
    return found


def _child(outer: View, key: str) -> Derivation:
    view = _inner(outer, key)
    found = Child(
        grain=view.text("grain"),
        how=view.choice("how", ("count", "sum", "min", "max", "distinct")),
        fact=view.text("fact", None),
        where=view.text("where", None),
    )
    if (found.fact is None) != (found.how == "count"):
        view.problem("fact", f"{found.how} 的 fact 不对", "count 不写 fact，其他写明 fact")
    view.done()
    return found


def _elsewhere(outer: View, key: str) -> Derivation:
    view = _inner(outer, key)
    found = Elsewhere(
        key=view.text("key"),
        where=view.text("where", None),
        at=view.text("at", None),
        since=view.text("from", None),
        until=view.text("to", None),
    )
    view.done()
    if (found.at is None) != (found.since is None):
        view.problem("at", "at 与 from 不成对", "at 与 from 同时写，或者都不写")
    return found


def _expr(view: View, key: str) -> Derivation:
    return Expr(view.text(key))


def _inner(view: View, key: str) -> View:
    found = view.table(key)
    return found if found is not None else View(type(view.raw)(view.raw.file, view.line(key)), [])


def _equalities(view: View, key: str) -> tuple[tuple[str, str], ...]:
    inner = view.table(key)
    return tuple((name, inner.text(name)) for name in inner.raw) if inner else ()


_READERS: dict[str, Callable[[View, str], Derivation]] = {
    **dict.fromkeys(("first", "last", "count", "sum", "distinct"), _pick),
    "own": _own,
    "next": _next,
    "valid": _valid,
    "interval_union": _interval_union,
    "due": _due,
    "day_off": _day_off,
    "child": _child,
    "elsewhere": _elsewhere,
    "expr": _expr,
}
