"""On SQLite and PostgreSQL: a draw is whole or not there, and other matters are counted by spans of time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.matters import play as p

from xiezhi.inspections.draws import Wanted, draw
from xiezhi.inspections.joining import matches
from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.reads import party_row
from xiezhi.journal.acts import NotTaken
from xiezhi.journal.door import record_many
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.matters.acts.actors import actor
from xiezhi.matters.acts.complete import completed
from xiezhi.matters.acts.move import Move
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Party, Person

TERM = {"plan_from_on": "2026-01-01", "plan_to_on": "2026-12-31", "plan_reason": "年度抽查"}
NAMED = {"plan_no": "东湖计1", "plan_kind": "annual"}


@pytest.fixture
def node(db_on: str) -> list[Party]:
    p.set_up()
    return [Party.objects.create(kind="organisation", name=f"第{n}店") for n in range(5)]


def happened(
    matter: str, procedure: str, step: str, by: dict[str, str], at: datetime, **said: Any
) -> None:
    people = Person.objects.in_bulk(list(by))
    actors = tuple(actor(people[code], role) for code, role in by.items())
    move = Move(
        matter, procedure, step, said, actors, at, uuid4().hex, mode="attest", source="测试补录"
    )
    record_many([completed(move).act()])


def a_plan(now: datetime) -> Plan:
    matter, zhou = str(uuid4()), {"zhou": "unit_head"}
    points = [{"inspection_point": "门店招牌符合规定"}]
    happened(
        matter, "inspect.plan", "inspection_plan_made", zhou, now - timedelta(days=3),
        **NAMED, **TERM, inspection_title="抽查", item=p.ITEM, planned_points=points,
    )  # fmt: skip
    return Plan.objects.get()


def test_a_draw_is_whole_or_not_there(node: list[Party]) -> None:
    now = timezone.localtime()
    plan = a_plan(now)
    by = actor(Person.objects.get(pk="zhou"), "unit_head")
    pool = {party.code: 1 for party in node}
    for wanted in (
        Wanted(pool, ["lin"], 2, now.date()),
        Wanted(pool, ["lin", "chen"], 6, now.date()),
        Wanted(pool, ["lin", "chen"], 2, now.date()),
    ):
        with pytest.raises(NotTaken):
            draw(plan, wanted, by, now, uuid4().hex)
    assert Inspection.objects.count() == 0 and Entry.objects.filter(matter=plan.matter).count() == 1
    happened(
        plan.matter, "inspect.plan", "inspection_plan_approved", {"gao": "agency_head"},
        now - timedelta(days=2), **NAMED, **TERM, plan_level="organ",
    )  # fmt: skip
    happened(
        plan.matter, "inspect.plan", "inspection_plan_published", {"zhou": "plan_admin"},
        now - timedelta(days=1), plan_no=NAMED["plan_no"], publication_channel="portal",
    )  # fmt: skip
    made = draw(plan, Wanted(pool, ["lin", "chen"], 2, now.date()), by, now, uuid4().hex)
    assert made.document is not None
    told = made.entry.content["fields"]["drawn_parties"]
    assert {row["drawn_party"] for row in told} == set(
        Inspection.objects.values_list("party", flat=True)
    )


def recorded(party: Party, begin: datetime, minutes: int, place: str) -> str:
    """A record on the spot by lin and chen."""
    matter, both = str(uuid4()), {"lin": "officer", "chen": "officer"}
    day = begin.date().isoformat()
    happened(
        matter, "inspect.daily", "inspection_plan_made", {"lin": "officer"}, begin - timedelta(days=1),
        inspection_title="检查", item=p.ITEM, parties=[party_row(party)], inspection_trigger="complaint",
        planned_on=day, planned_points=[{"inspection_point": "店招"}],
    )  # fmt: skip
    happened(matter, "inspect.daily", "inspection_started", both, begin, place=place)
    end = begin + timedelta(minutes=minutes)
    happened(
        matter, "inspect.daily", "inspection_ended", both, end, place=place, record_text="记录",
        started_at=begin.isoformat(), finished_at=end.isoformat(), signature="signed",
        inspection_points=[{"inspection_point": "店招", "point_result": "conform"}],
    )  # fmt: skip
    return matter


def two_places(matter: str) -> list[str]:
    law, context = corpus(), law_context(timezone.localtime())
    found = judge(law, derive(law, history(matter), context), context)
    return [str(f.verdict) for f in found if f.norm == "PEN-042-3"]


@pytest.mark.parametrize(
    ("after", "place", "verdict"),
    [(30, "西街2号", "breached"), (61, "西街2号", "met"), (30, "东街 1号", "met")],
)
def test_one_officer_at_two_places_is_found_on_the_later_record(
    node: list[Party], after: int, place: str, verdict: str
) -> None:
    begin = (timezone.localtime() - timedelta(days=4)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    first = recorded(node[0], begin, 60, "东街1号")
    second = recorded(node[1], begin + timedelta(minutes=after), 60, place)
    assert two_places(second) == [verdict, verdict]
    assert two_places(first) == ["met", "met"]


def test_matches_are_pairs_of_the_same_enterprise_within_the_window(node: list[Party]) -> None:
    base = date(2026, 11, 24)
    for n, (party, organ, days) in enumerate(
        [
            (node[0], p.ORGAN, 0),
            (node[0], p.OTHER, 30),
            (node[0], p.OTHER, 31),
            (node[1], p.ORGAN, 0),
        ]
    ):
        Inspection.objects.create(
            matter=f"m{n}", title="检查", item=p.ITEM, party=party.code, organ=organ, trigger="daily",
            planned_on=base + timedelta(days=days),
        )  # fmt: skip
    found = [(m.mine.pk, m.other.pk, m.days) for m in matches([p.ORGAN], base)]
    assert found == [("m0", "m1", 30)]
