"""A special inspection begins at its approved plan; the year of an enterprise stands against the ceiling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from tests.inspections import walk as w
from tests.matters import play as p

from xiezhi.inspections.models import Inspection, Plan
from xiezhi.inspections.visits import Enterprise, Visit, enterprises
from xiezhi.inspections.visits_picture import visits_picture
from xiezhi.journal.reads import history
from xiezhi.matters.models import Draft
from xiezhi.registry.models import Party

Cast = Callable[[str], Client]
TERM = {"plan_from_on": "2026-11-01", "plan_to_on": "2026-12-31", "plan_reason": "投诉集中"}


def special_plan(cast: Cast) -> Plan:
    given = {
        "plan_no": "东湖专1", "inspection_title": "店招专项检查", "plan_kind": "special", "item": p.ITEM,
        "planned_points-rows": "1", "planned_points-0-inspection_point": "门店招牌符合规定", **TERM,
    }  # fmt: skip
    assert w.sign(cast("zhou"), "/inspections/plans/new/", given).status_code == 302
    return Plan.objects.get()


def test_the_plans_approval_is_carried_into_each_of_its_inspections(
    cast: Cast, shop: Party
) -> None:
    plan = special_plan(cast)
    address = f"/inspections/new/?party={shop.code}&plan={plan.matter}"
    given = {"planned_on": "2026-11-24"}
    early = w.sign(cast("lin"), address, given)
    assert early.status_code == 409 and "专项计划还没有批准" in early.content.decode()
    assert not Inspection.objects.exists()
    approve = {"plan_no": plan.number, "plan_kind": "special", "plan_level": "organ", **TERM}
    step = f"/cases/{plan.matter}/do/inspect.plan/inspection_plan_approved/"
    assert w.sign(cast("zhou"), step, approve).status_code == 302
    assert w.head_signs(cast, Draft.objects.get(matter=plan.matter)).status_code == 302
    made = w.sign(cast("lin"), address, given)
    assert made.status_code == 302, made.content.decode()
    row = Inspection.objects.get()
    first, second = history(row.matter)
    assert (row.procedure, row.trigger) == ("inspect.special", "own_special")
    assert [first.step, first.mode] == ["inspection_plan_approved", "attest"]
    assert first.fields["by"][0]["person"] == "gao" and second.fields["plan_no"] == plan.number
    w.approved(cast, row)
    assert w.verdicts(row, "inspection_approved")["INS-005-1"] == "met"


def test_the_year_of_an_enterprise_counts_what_begun_and_what_is_planned(
    cast: Cast, shop: Party
) -> None:
    row = w.planned(cast, shop)
    w.approved(cast, row)
    w.begun(cast, row)
    w.planned(cast, shop)
    w.planned(cast, shop, inspection_trigger="complaint")
    w.planned(cast, shop, way="inspect.offsite")
    (found,) = enterprises([{"party": shop.code, "organ": p.ORGAN}], row.planned_on.year)
    assert (found.begun, found.planned, found.ceiling, len(found.visits)) == (1, 1, 4, 3)
    page = cast("lin").get(f"/inspections/overview/?year={row.planned_on.year}").content.decode()
    assert shop.name in page and "1+1/4" in page and "没有超过" in page
    assert shop.name not in cast("qian").get("/inspections/overview/").content.decode()


def test_over_the_ceiling_and_soon_over_it_are_told_apart() -> None:
    def visited(begun: int, planned: int) -> Enterprise:
        return Enterprise("e-1", "o-1", (), begun, planned, 4)

    tones = [visited(*n).tone for n in ((4, 0), (4, 1), (5, 0), (3, 1))]
    assert tones == ["good", "care", "bad", "good"]


def test_the_picture_marks_joint_planned_and_done_visits() -> None:
    visits = (
        Visit(date(2026, 2, 3), done=True, joint=False, counts=True),
        Visit(date(2026, 12, 31), done=False, joint=True, counts=True),
    )
    row = Enterprise("e-1", "o-1", visits, 1, 1, 4)
    drawn = visits_picture([row], {"e-1": "名称<&>很长的企业"}, 2026, date(2026, 6, 1))
    assert drawn.count("<circle") == 2 and "名称&lt;&amp;&gt;" in drawn and "1+1/4" in drawn
