"""Reads one norm file."""

from __future__ import annotations

from datetime import date
from typing import get_args

from xiezhi.law.norms.load_rules import load_rule
from xiezhi.law.norms.model import (
    Applies,
    Breach,
    Citation,
    Effect,
    Example,
    Interpretation,
    Norm,
    Severity,
)
from xiezhi.law.reading import View
from xiezhi.law.verdicts import Verdict


def load_norm(view: View) -> Norm:
    """The norm in `view`; its problems are those of the view."""
    rule = load_rule(view)
    in_force, first = _in_force(view)
    data = isinstance(rule, Interpretation)
    norm = Norm(
        id=view.text("id"),
        title=view.text("title"),
        statement=view.text("statement"),
        cite=tuple(_citation(each) for each in view.tables("cite")),
        in_force=in_force,
        first=first,
        grain=view.text("grain", "") if data else view.text("grain"),
        applies=_applies(view),
        rule=rule,
        breach=_breach(view, data),
        gates=view.names("gates", ()),
        examples=tuple(_example(each) for each in view.tables("examples")),
        displaces=view.names("displaces", ()),
        verified=view.flag("verified", True),
        note=view.text("note", ""),
        source=view.raw.file,
        lines=view.raw.lines,
    )
    view.done()
    if not norm.cite:
        view.problem("cite", "没有引用", "至少一条 {law, article}")
    return norm


def _citation(view: View) -> Citation:
    found = Citation(view.text("law"), view.text("article"), view.text("version", ""))
    view.done()
    return found


def _in_force(view: View) -> tuple[tuple[date, date | None], bool]:
    """From when to when, and whether nothing of its kind stood before (`first`)."""
    days = view.table("in_force")
    if days is None:
        view.problem("in_force", "没有施行日期", "{from: 日期, to?: 日期, first?: true}")
        return (date.min, None), False
    found, first = (days.day("from"), days.day("to", None)), days.flag("first", False)
    days.done()
    if found[1] is not None and found[1] < found[0]:
        days.problem("to", f"{found[1]}早于{found[0]}", "不早于 from 的日期")
    return found, first


def _applies(norm: View) -> Applies:
    view = norm.table("applies")
    if view is None:
        return Applies()
    found = Applies(view.names("procedure", ()), view.text("when", None))
    view.done()
    return found


def _breach(norm: View, data: bool) -> Breach:
    view = norm.table("breach")
    if view is None:
        if not data:
            norm.problem(None, "缺少“breach”", "{effect, severity, finding, cure, …}")
        return Breach("audit", "notice", "")
    found = Breach(
        effect=view.choice("effect", get_args(Effect)),
        severity=view.choice("severity", get_args(Severity)),
        finding=view.text("finding"),
        cure=view.text("cure", ""),
        override=view.text("override", "never"),
        duty_of=view.text("duty_of", ""),
        cure_of=view.text("cure_of", ""),
        cure_by=view.text("cure_by", ""),
    )
    view.done()
    return found


def _example(view: View) -> Example:
    given = view.table("given")
    found = Example(
        given=dict(given.raw) if given else {},
        expect=view.choice("expect", [word.value for word in Verdict]),
        due=view.text("due", None),
        line=view.line(),
    )
    view.done()
    return found
