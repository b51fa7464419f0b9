"""What an inspection takes from its special plan: the task as planned, and the plan's approval as a fact of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from xiezhi.inspections.models import Plan
from xiezhi.inspections.project import OF_PLAN
from xiezhi.inspections.reads import fields_of, last_of
from xiezhi.journal.acts import Act, Actor, NotTaken, Ref
from xiezhi.journal.reads import history
from xiezhi.matters.acts.move import Move

APPROVED = "inspection_plan_approved"
TRIGGER = "own_special"


def carried(plan: Plan) -> dict[str, Any]:
    """Values of the inspection's own plan that the special plan already states."""
    said = fields_of(history(plan.matter, reveal=True), "inspection_plan_made")
    taken = ("inspection_title", "item", "planned_points", "sector", "region")
    found = {name: said.get(name) for name in taken}
    found |= {"inspection_trigger": TRIGGER, "plan_no": plan.number}
    return {name: value for name, value in found.items() if value is not None}


def after(plan: Plan, move: Move) -> Move:
    """The move, not earlier than the plan's approval."""
    event = last_of(history(plan.matter), APPROVED)
    return replace(move, at=max(move.at, event.at)) if event else move


def told_of(plan: Plan, move: Move) -> Act:
    """The plan's approval in the inspection's own matter, as it happened there. Raises NotTaken."""
    event = last_of(history(plan.matter, reveal=True), APPROVED)
    if event is None:
        raise NotTaken("专项计划还没有批准，不能按它拟订检查方案。没有写入任何记载。")
    fields = {name: value for name, value in event.fields.items() if name != "by"}
    by = tuple(
        Actor(each["person"], each["role"], each.get("organ") or "") for each in event.fields["by"]
    )
    return Act(
        matter=move.matter,
        step=APPROVED,
        fields=fields,
        by=by,
        at=event.at,
        procedure=move.procedure,
        mode="attest",
        source=f"检查计划 {plan.number}",
        reason="专项检查按已批准的计划进行",
        refs=(Ref(OF_PLAN, matter=plan.matter), Ref("drawn_from", entry=event.id)),
        key=f"{move.key}-plan",
    )
