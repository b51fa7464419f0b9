"""A plan through the pages to a random inspection; nobody chooses whom, and a recusal draws again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.inspections import walk as w
from tests.matters import play as p

from xiezhi.documents.models import Document
from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.redraw_command import main as redraw
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.models import Draft
from xiezhi.registry.models import Certificate, Party, RoleGrant

Cast = Callable[[str], Client]


@pytest.fixture
def shops(cast: Cast) -> list[Party]:
    return [
        Party.objects.create(
            kind="organisation", name=f"东湖区第{n}便利店", address=f"东湖区示例路{n}号",
            credit_code=f"9112019900000{n:05d}",
        )
        for n in range(1, 13)
    ]  # fmt: skip


@pytest.fixture
def plan(cast: Cast, shops: list[Party]) -> Plan:
    """Made, approved and published."""
    RoleGrant.objects.create(person_id="zhou", role="plan_admin", organ_id=p.ORGAN, since=p.SINCE)
    zhou = cast("zhou")
    given = {
        "plan_no": "东湖计1", "inspection_title": "便利店年度抽查", "plan_kind": "annual", "item": p.ITEM,
        "plan_from_on": "2026-01-01", "plan_to_on": "2026-12-31", "plan_reason": "年度抽查",
        "planned_points-rows": "1", "planned_points-0-inspection_point": "门店招牌符合规定",
    }  # fmt: skip
    made = w.sign(zhou, "/inspections/plans/new/", given)
    assert made.status_code == 302, made.content.decode()
    row = Plan.objects.get()
    approve = {
        "plan_no": row.number, "plan_kind": "annual", "plan_level": "organ",
        "plan_from_on": "2026-01-01", "plan_to_on": "2026-12-31", "plan_reason": "年度抽查",
    }  # fmt: skip
    assert w.sign(zhou, of(row, "inspection_plan_approved"), approve).status_code == 302
    assert w.head_signs(cast, Draft.objects.get(matter=row.matter)).status_code == 302
    early = zhou.get(f"/inspections/plans/{row.matter}/draw/")
    assert early.status_code == 302
    told = {"plan_no": row.number, "publication_channel": "portal"}
    assert w.sign(zhou, of(row, "inspection_plan_published"), told).status_code == 302
    row.refresh_from_db()
    return row


def of(plan: Plan, step: str) -> str:
    return f"/cases/{plan.matter}/do/inspect.plan/{step}/"


def drawn(cast: Cast, plan: Plan, **changed: str) -> Any:
    zhou, address = cast("zhou"), f"/inspections/plans/{plan.matter}/draw/"
    key = zhou.get(address).context["key"]
    return zhou.post(
        address, {"key": key, "count": "3", "on": "2026-11-24", "words": "", **changed}
    )


def test_a_draw_makes_inspections_that_only_those_drawn_may_be_approved_for(
    cast: Cast, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = drawn(cast, plan)
    assert answer.status_code == 302, answer.content.decode()
    page = cast("zhou").get(answer.url).content.decode()
    assert "结果与记录一致" in page and "<svg" in page
    rows = list(Inspection.objects.filter(plan=plan.matter))
    entry = Entry.objects.get(matter=plan.matter, step="random_object_drawn").content["fields"]
    assert {row.party for row in rows} == {each["drawn_party"] for each in entry["drawn_parties"]}
    assert len(rows) == 3 and all(row.procedure == "inspect.random" for row in rows)
    assert len(entry["draw_pool"]) == 12 and len(entry["draw_seed"]) == 32
    assert Document.objects.get(matter=plan.matter, kind="draw_record").title == "随机抽取记录"
    assert redraw([]) == 0 and "与记录一致" in capsys.readouterr().out
    row = rows[0]
    w.approved(cast, row)
    assert w.verdicts(row, "inspection_approved")["PRV-052-1"] == "met"
    w.begun(cast, row)


def test_sending_the_form_twice_is_one_draw(cast: Cast, plan: Plan) -> None:
    zhou, address = cast("zhou"), f"/inspections/plans/{plan.matter}/draw/"
    key = zhou.get(address).context["key"]
    given = {"key": key, "count": "3", "on": "2026-11-24"}
    first, again = zhou.post(address, given), zhou.post(address, given)
    assert Inspection.objects.count() == 3, (first.status_code, again.status_code)


def test_people_who_were_not_drawn_are_refused_and_a_recusal_draws_again(
    cast: Cast, plan: Plan
) -> None:
    _third_officer()
    assert drawn(cast, plan, count="1").status_code == 302
    row = Inspection.objects.get()
    sent = [each["officer"] for each in last(row, "random_officer_drawn")["drawn_officers"]]
    left = next(code for code in ("lin", "chen", "wu") if code not in sent)
    given = approval(row, (sent[0], left))
    refused = w.sign(cast("lin"), w.step(row, "inspection_approved"), given)
    assert refused.status_code == 409
    assert "检查对象或者检查人员不是随机产生的" in refused.content.decode()
    void = {
        "draw_no": "东湖计1-抽1-1", "void_reason": "recusal", "recusal_of": sent[1],
        "change_reason": "与检查对象的负责人有亲属关系",
    }  # fmt: skip
    assert w.sign(cast("zhou"), w.step(row, "officer_draw_voided"), void).status_code == 302
    stale = w.sign(
        cast("lin"), w.step(row, "inspection_approved"), approval(row, (sent[0], sent[1]))
    )
    assert stale.status_code == 409
    page = cast("zhou").get(f"/inspections/{row.matter}/people/")
    assert page.context["people"] == 2
    key = page.context["key"]
    assert cast("zhou").post(f"/inspections/{row.matter}/people/", {"key": key}).status_code == 302
    again = [each["officer"] for each in last(row, "random_officer_drawn")["drawn_officers"]]
    assert sorted(again) == sorted([sent[0], left])
    assert Entry.objects.filter(matter=row.matter, step="random_officer_drawn").count() == 2
    w.approved(cast, row, (again[0], again[1]))
    assert w.verdicts(row, "inspection_approved")["PRV-052-1"] == "met"


def _third_officer() -> None:
    RoleGrant.objects.create(person_id="wu", role="officer", organ_id=p.ORGAN, since=p.SINCE)
    Certificate.objects.create(
        person_id="wu", number="0201012wu", fields="综合执法", region="120199", valid_from=p.SINCE,
        valid_to="2029-12-31",
    )  # fmt: skip


def last(row: Inspection, step: str) -> dict[str, Any]:
    return dict(next(e.fields for e in reversed(history(row.matter)) if e.step == step))


def approval(row: Inspection, people: tuple[str, str]) -> dict[str, str]:
    return {
        "planned_on": "2026-11-24", "offsite_enough": "no", "inspectors-rows": "2",
        "inspectors-0-officer": people[0], "inspectors-0-officer_role": "lead",
        "inspectors-1-officer": people[1], "inspectors-1-officer_role": "assist",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"count": "0"}, "抽取数量"),
        ({"count": "13"}, "抽取数量"),
        ({"count": "三"}, "请填写"),
        ({"on": "2027-01-01"}, "计划期间"),
        ({"words": "没有这样的名称", "count": "1"}, "抽取数量"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why_and_leaves_nothing(
    cast: Cast, plan: Plan, changed: dict[str, str], said: str
) -> None:
    answer = drawn(cast, plan, **changed)
    assert answer.status_code == 409 and said in answer.content.decode()
    assert not Inspection.objects.exists()


def test_other_organs_see_no_plan_and_officers_do_not_draw(cast: Cast, plan: Plan) -> None:
    assert cast("qian").get(f"/inspections/plans/{plan.matter}/").status_code == 404
    assert cast("lin").get(f"/inspections/plans/{plan.matter}/draw/").status_code == 403
    assert plan.title in cast("lin").get("/inspections/plans/").content.decode()
