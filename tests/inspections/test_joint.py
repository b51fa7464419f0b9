"""Two inspections of one enterprise become one visit, each organ for itself; an off-site check needs no visit."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.inspections import walk as w
from tests.matters import play as p

from xiezhi.documents.models import Document
from xiezhi.inspections.models import Inspection
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.models import Case
from xiezhi.registry.models import Item, Party

Cast = Callable[[str], Client]
FIRE = "A0099001"


def other_organ_plans(cast: Cast, shop: Party, on: str) -> Inspection:
    """The organ of `qian` plans a visit to the same shop."""
    if not Item.objects.filter(code=FIRE).exists():
        Item.objects.create(
            code=FIRE, title="对门店消防通道的检查", organ_id=p.OTHER, sector="urban", basis=[],
            kinds=["warning"], published_on=p.SINCE,
        )  # fmt: skip
    given = {
        "inspection_title": "消防通道检查", "item": FIRE, "inspection_trigger": "daily", "planned_on": on,
        "planned_points-rows": "1", "planned_points-0-inspection_point": "消防通道畅通",
    }  # fmt: skip
    answer = w.sign(cast("qian"), f"/inspections/new/?party={shop.code}", given)
    assert answer.status_code == 302, answer.content.decode()
    return Inspection.objects.get(organ=p.OTHER, planned_on=on)


def test_a_visit_of_another_organ_in_the_window_is_proposed_agreed_and_then_lawful(
    cast: Cast, shop: Party
) -> None:
    mine = w.planned(cast, shop)
    theirs = other_organ_plans(cast, shop, "2026-12-24")
    page = cast("lin").get("/inspections/joint/")
    (line,) = page.context["lines"]
    assert (line["days"], line["may"], line["state"]) == (30, "propose", "apart")
    pair = {"mine": mine.pk, "other": theirs.pk, "key": page.context["key"]}
    assert cast("lin").post("/inspections/joint/", {**pair, "go": "propose"}).status_code == 302
    (line,) = cast("lin").get("/inspections/joint/").context["lines"]
    assert (line["may"], line["state"]) == ("", "proposed")
    answer = cast("qian").get("/inspections/joint/")
    (line,) = answer.context["lines"]
    assert (line["may"], line["mine"].pk) == ("agree", theirs.pk)
    pair = {"mine": theirs.pk, "other": mine.pk, "key": answer.context["key"]}
    agreed = cast("qian").post("/inspections/joint/", {**pair, "go": "agree"})
    assert agreed.status_code == 302, agreed.content.decode()
    for row in (mine, theirs):
        row.refresh_from_db()
        assert row.joint_agreed and f"{row.planned_on}" == "2026-11-24"
        assert history(row.matter)[-1].step == "joint_plan_agreed"
    assert mine.joint == theirs.joint
    assert Document.objects.filter(kind="joint_plan").count() == 1
    w.approved(cast, mine)
    assert w.verdicts(mine, "inspection_approved")["INS-003-1"] == "met"
    assert "已商定联合检查" in cast("lin").get(f"/inspections/{mine.matter}/").content.decode()


def test_a_second_visit_in_the_window_that_nobody_joined_is_warned_of(
    cast: Cast, shop: Party
) -> None:
    first, second = w.planned(cast, shop), w.planned(cast, shop)
    w.approved(cast, first)
    assert w.verdicts(first, "inspection_approved")["INS-003-1"] == "met"
    w.approved(cast, second)
    assert w.verdicts(second, "inspection_approved")["INS-003-1"] == "breached"


def test_beyond_the_window_nothing_is_proposed(cast: Cast, shop: Party) -> None:
    w.planned(cast, shop)
    other_organ_plans(cast, shop, "2026-12-25")
    assert cast("lin").get("/inspections/joint/").context["lines"] == []


def test_an_off_site_check_goes_from_plan_to_clue_without_a_visit(cast: Cast, shop: Party) -> None:
    row = w.planned(cast, shop, way="inspect.offsite", inspection_trigger="monitoring")
    assert row.procedure == "inspect.offsite"
    w.approved(cast, row)
    found = {
        "inspection_points-0-point_result": "conform",
        "inspection_points-1-point_result": "conform",
        "inspection_points-2-point_result": "not_conform",
        "inspection_points-2-point_note": "平台公示的招牌图片不符合规定",
        "verify_way": "data", "record_text": "比对公示信息。", "second": "chen",
        "started_at": "2026-11-24T09:00", "finished_at": "2026-11-24T09:30",
    }  # fmt: skip
    page = cast("lin").get(f"/inspections/{row.matter}/site/").content.decode()
    assert "书面、远程核查" in page and "扫码" not in page and "门店招牌符合规定" in page
    done = w.sign(cast("lin"), f"/inspections/{row.matter}/site/", found)
    assert done.status_code == 302, done.content.decode()
    row.refresh_from_db()
    assert row.faults == 1 and row.started_at is None
    opened = w.sign(cast("lin"), f"/inspections/{row.matter}/clue/", {"cause": "未按规定设置店招"})
    assert opened.status_code == 302, opened.content.decode()
    row.refresh_from_db()
    assert "平台公示的招牌图片" in history(row.clue, reveal=True)[0].fields["clue_text"]
    assert Case.objects.get(pk=row.matter).procedure == "inspect.offsite"


def test_one_officer_in_two_places_is_known_by_time_and_place(cast: Cast, shop: Party) -> None:
    """The record keeps who was where; the same place written with blanks is the same place."""
    row = w.planned(cast, shop)
    w.approved(cast, row)
    w.begun(cast, row)
    assert w.recorded(cast, row).status_code == 302
    stated = Entry.objects.get(matter=row.matter, step="inspection_ended").content["fields"]
    assert [each["officer"] for each in stated["presences"]] == ["lin", "chen"]
    other = w.planned(cast, shop)
    w.approved(cast, other)
    w.begun(cast, other)
    assert w.recorded(cast, other, place="东湖区 示例路1号").status_code == 302
    again = Entry.objects.get(matter=other.matter, step="inspection_ended").content["fields"]
    assert again["presences"] == stated["presences"]
