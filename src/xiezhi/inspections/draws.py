"""One draw as acts: the plan's own entry, and for every object drawn an inspection of its own, all or none.

What was drawn can be changed by nobody: the inspection's approval is judged against these entries.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from xiezhi.inspections.drawing import METHOD, SENT, drawn, people_drawn, version_of
from xiezhi.inspections.models import Plan
from xiezhi.inspections.project import OF_PLAN, PLAN
from xiezhi.inspections.reads import fields_of, party_row
from xiezhi.journal.acts import Act, Actor, NotTaken, Ref
from xiezhi.journal.reads import history
from xiezhi.matters.acts.carry_out import Done, carry_out
from xiezhi.matters.acts.complete import completed
from xiezhi.matters.acts.move import Move
from xiezhi.registry.models import Party

RANDOM = "inspect.random"
#: Bytes of chance in a seed.
CHANCE = 16
#: What a draw states of itself; nobody types it.
DRAWN = (
    "draw_no", "draw_seed", "draw_method", "register_version", "drawn_at", "pool_size", "draw_count",
    "draw_pool", "officer_pool", "drawn_parties", "drawn_officers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn: `objects` code → weight, `people` who may be sent, `count` objects, inspected `on` a day."""

    objects: Mapping[str, int]
    people: list[str]
    count: int
    on: date
    region: str = ""


def draw(plan: Plan, wanted: Wanted, by: Actor, at: datetime, key: str) -> Done:
    """Draw with a fresh seed and record it. Raises NotTaken."""
    _check(wanted)
    number = f"{plan.number}-抽{plan.draws + 1}"
    told = _told(number, secrets.token_hex(CHANCE), wanted, at)
    move = Move(plan.matter, PLAN, "random_object_drawn", told, (by,), at, key)
    plan_fields = fields_of(history(plan.matter, reveal=True), "inspection_plan_made")
    parties = Party.objects.in_bulk([row["drawn_party"] for row in told["drawn_parties"]])
    before = [
        act
        for row in told["drawn_parties"]
        for act in _inspection(
            plan, plan_fields, told, row, parties[row["drawn_party"]], move, wanted
        )
    ]
    return carry_out(move, before=tuple(before))


def _check(wanted: Wanted) -> None:
    if not 1 <= wanted.count <= len(wanted.objects):
        raise NotTaken(
            f"名录中有 {len(wanted.objects)} 个对象，抽取数量须在 1 和它之间。没有抽取。"
        )
    if len(wanted.people) < SENT:
        raise NotTaken("检查日证件有效的执法人员不足两名，不能选派。没有抽取。")


def _told(number: str, seed: str, wanted: Wanted, at: datetime) -> dict[str, Any]:
    """The fields of the plan's entry: everything the draw follows from, and what it gave."""
    codes = drawn(seed, number, wanted.objects, wanted.count)
    return {
        **_how(number, seed, version_of(wanted.objects), at, len(wanted.objects), wanted.count),
        "draw_pool": [
            {"drawn_party": code, "draw_weight": wanted.objects[code]}
            for code in sorted(wanted.objects)
        ],
        "officer_pool": [{"officer": code} for code in wanted.people],
        "drawn_parties": [
            _row(rank, code, people_drawn(seed, number, rank, wanted.people))
            for rank, code in enumerate(codes, 1)
        ],
    }


def _how(
    number: str, seed: str, version: str, at: datetime, pool: int, count: int
) -> dict[str, Any]:
    return {
        "draw_no": number,
        "draw_seed": seed,
        "draw_method": METHOD,
        "register_version": version,
        "drawn_at": at.isoformat(timespec="seconds"),
        "pool_size": pool,
        "draw_count": count,
    }


def _row(rank: int, party: str, people: list[str]) -> dict[str, Any]:
    return {
        "draw_rank": rank,
        "drawn_party": party,
        "drawn_lead": people[0],
        "drawn_assist": people[1],
    }


def _inspection(
    plan: Plan, said: Mapping[str, Any], told: Mapping[str, Any], row: Mapping[str, Any],
    party: Party, move: Move, wanted: Wanted,
) -> Iterator[Act]:  # fmt: skip
    """The first entries of the inspection of one drawn object: how it was drawn, who is sent, what is looked at."""
    matter = str(uuid5(NAMESPACE_URL, f"xiezhi:draw:{move.key}:{row['draw_rank']}"))
    refs, key = (Ref(OF_PLAN, matter=plan.matter),), f"{move.key}-{row['draw_rank']}"
    base = replace(move, matter=matter, procedure=RANDOM, refs=refs, key=key)
    how = {name: told[name] for name in _how("", "", "", move.at, 0, 0)}
    object_ = how | {"draw_rank": row["draw_rank"], "drawn_party": row["drawn_party"]}
    yield _act(base, "random_object_drawn", object_)
    yield _act(base, "random_officer_drawn", _people(how, row, wanted.people))
    yield _act(base, "inspection_plan_made", {
        "inspection_title": said["inspection_title"],
        "item": said["item"],
        "parties": [party_row(party)],
        "inspection_trigger": "random",
        "planned_on": wanted.on.isoformat(),
        "planned_points": said["planned_points"],
        "sector": said.get("sector"),
        "region": said.get("region"),
        "plan_no": plan.number,
    })  # fmt: skip


def _people(how: Mapping[str, Any], row: Mapping[str, Any], pool: list[str]) -> dict[str, Any]:
    return {
        **how,
        "draw_no": f"{how['draw_no']}-{row['draw_rank']}",
        "register_version": version_of(dict.fromkeys(pool, 1)),
        "pool_size": len(pool),
        "draw_count": SENT,
        "officer_pool": [{"officer": code} for code in pool],
        "drawn_officers": [{"officer": row["drawn_lead"]}, {"officer": row["drawn_assist"]}],
    }


def _act(base: Move, step: str, fields: Mapping[str, Any]) -> Act:
    stated = {name: value for name, value in fields.items() if value is not None}
    made = completed(replace(base, step=step, fields=stated, key=f"{base.key}-{step}"))
    return made.act()


def draw_people_again(matter: str, pool: list[str], by: Actor, at: datetime, key: str) -> Done:
    """Send others after the draw of people was voided; the number says which draw this is. Raises NotTaken."""
    if len(pool) < SENT:
        raise NotTaken("可以选派的执法人员不足两名。没有抽取。")
    earlier = [e for e in history(matter) if e.step == "random_officer_drawn"]
    number = f"{earlier[0].fields['draw_no']}-补{len(earlier)}"
    seed = secrets.token_hex(CHANCE)
    chosen = drawn(seed, number, dict.fromkeys(pool, 1), SENT)
    how = _how(number, seed, version_of(dict.fromkeys(pool, 1)), at, len(pool), SENT)
    fields = how | {
        "officer_pool": [{"officer": code} for code in pool],
        "drawn_officers": [{"officer": code} for code in chosen],
    }
    return carry_out(Move(matter, RANDOM, "random_officer_drawn", fields, (by,), at, key))
