"""Reads the one rule block of a norm file."""

from __future__ import annotations

from collections.abc import Callable

from xiezhi.law.norms.model import (
    Deadline,
    Interpretation,
    Judgement,
    Publicity,
    Requires,
    RequiresBefore,
    Rule,
)
from xiezhi.law.norms.period_text import read_within
from xiezhi.law.reading import View
from xiezhi.law.step_pairs import read_pairs


def load_rule(norm: View) -> Rule:
    """The rule of a norm; a problem when the file has none or more than one."""
    chosen = [key for key in RULES if key in norm]
    if len(chosen) != 1:
        norm.problem(None, f"规则块 {len(chosen)} 个", "、".join(RULES) + "中恰好一个")
    view = norm.table(chosen[0]) if chosen else None
    if view is None:
        return Interpretation()
    rule = RULES[chosen[0]](view)
    view.done()
    return rule


def _requires_before(view: View) -> Rule:
    return RequiresBefore(
        steps=view.names("step"),
        to=view.names("to", ()),
        since=view.names("since", ()),
        where=view.text("where", None),
        min_gap=read_within(view, "min_gap") if "min_gap" in view else None,
        unless=view.text("unless", None),
    )


def _deadline(view: View) -> Deadline:
    starts = [key for key in ("from", "from_fact") if key in view]
    if len(starts) != 1:
        view.problem(None, f"起点 {len(starts)} 个", "from（步骤）或者 from_fact（事实）中恰好一个")
    if "to_fact" in view and "from_fact" not in view:
        view.problem("to_fact", "没有 from_fact", "终点写成事实的，起点也写成事实")
    extensions = view.table("extended_by")
    return Deadline(
        from_=view.names("from", ()),
        from_fact=view.text("from_fact", None),
        to_fact=view.text("to_fact", None),
        to=view.names("to"),
        within=read_within(view, "within"),
        except_=read_pairs(view, "except"),
        roll=view.choice("roll", ("next_workday", "none"), "next_workday"),
        extended_by=tuple((step, read_within(extensions, step)) for step in extensions.raw)
        if extensions
        else (),
        unless=view.text("unless", None),
    )


def _requires(kind: str) -> Callable[[View], Rule]:
    key = "forbids" if kind == "prohibition" else "requires"
    return lambda view: Requires(kind, view.text(key))  # type: ignore[arg-type]


def _publicity(view: View) -> Rule:
    deadline = view.table("deadline")
    found = Publicity(
        means=view.choice("means", ("required", "barred", "judgement")),
        ground=view.text("ground"),
        deadline=_deadline(deadline) if deadline else None,
        bars=view.names("bars", ()),
        answer=view.text("answer", None),
    )
    if deadline:
        deadline.done()
    for key, means in (("deadline", "required"), ("bars", "barred"), ("answer", "judgement")):
        if found.means == means and key not in view:
            view.problem(None, f"means: {means} 而没有 {key}", f"写明 {key}")
    return found


def _judgement(view: View) -> Rule:
    return Judgement(view.text("question"), view.text("role"), view.text("answer"))


def _interpretation(view: View) -> Rule:
    return Interpretation()


RULES: dict[str, Callable[[View], Rule]] = {
    "requires_before": _requires_before,
    "deadline": _deadline,
    **{kind: _requires(kind) for kind in ("limit", "content", "role", "cross_case", "prohibition")},
    "publicity": _publicity,
    "judgement": _judgement,
    "interpretation": _interpretation,
}
