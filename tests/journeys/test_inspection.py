"""One inspection on the phone: the record on the spot with a photograph, and the clue its violation opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload
from tests.journeys import papers, past
from tests.journeys.past import Happened
from tests.journeys.people import PHONE, Person, Stage

from xiezhi.inspections.models import Inspection
from xiezhi.journal.reads import history
from xiezhi.matters.models import Case

pytestmark = pytest.mark.browser

DAILY = "inspect.daily"
POINTS = ("营业执照在有效期内并公示", "油烟净化设施正常使用")
PLAN = {
    "inspection_title": "餐饮服务场所日常检查",
    "parties": [past.BUILDER],
    "item": papers.ITEM,
    "inspection_trigger": "daily",
    "planned_on": "2026-03-03",
    "planned_points": [{"inspection_point": point} for point in POINTS],
}
BEGUN = (
    Happened("inspection_plan_made", "2026-03-02T09:00", past.LIN, PLAN, DAILY),
    Happened(
        "inspection_approved", "2026-03-02T10:00", past.GAO,
        {"planned_on": "2026-03-03", "inspectors": papers.OFFICERS["officers"]}, DAILY,
    ),
    Happened("inspection_notified", "2026-03-03T08:50", past.BOTH,
             {"confirmed_by_party": "signed"}, DAILY),
    Happened("id_shown", "2026-03-03T08:55", past.BOTH, papers.ID_SHOWN | papers.RIGHTS, DAILY),
    Happened("inspection_started", "2026-03-03T09:00", past.BOTH, {"place": past.PLACE}, DAILY),
)  # fmt: skip
FOUND = {
    "inspection_points-0-point_result": "conform",
    "inspection_points-1-point_result": "not_conform",
    "inspection_points-1-point_note": "油烟净化设施没有开启",
    "record_text": "正在营业，净化设施的开关处于关闭位置。",
    "party_statement": "马上开启。",
    "signature": "signed",
}


def test_the_record_is_made_on_the_phone_and_its_violation_becomes_a_clue(stage: Stage) -> None:
    stage.node.at("2026-03-03T09:30")
    matter = past.write(BEGUN)
    lin = held(stage.visitor("lin")).enter().open(f"/inspections/{matter}/site/").sees(*POINTS)
    lin.fill(FOUND, second="p-chen")
    photographed(lin)
    assert lin.page.locator('[name="record_text"]').input_value() == FOUND["record_text"]
    fits(lin)
    lin.check().sees("油烟净化设施没有开启").shot("inspection-check").sign().sees("现场检查记录")
    assert Inspection.objects.get(pk=matter).faults == 1
    lin.open(f"/inspections/{matter}/clue/").fill({"cause": papers.CAUSE})
    fits(lin)
    lin.check().sign().sees("线索登记已办理")
    clue = Case.objects.get(pk=Inspection.objects.get(pk=matter).clue)
    first = history(clue.matter, reveal=True)[0].fields
    assert "油烟净化设施没有开启" in first["clue_text"] and first["violation_place"] == past.PLACE


def held(person: Person) -> Person:
    """At the size of a phone."""
    person.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return person


def photographed(lin: Person) -> None:
    file = FilePayload(name="净化设施.jpg", mimeType="image/jpeg", buffer=papers.photograph())
    lin.page.locator("#photo").set_input_files(file)
    lin.press("上传照片").sees("已收下照片 E1", "净化设施.jpg").shot("inspection-record")


def fits(person: Person) -> None:
    """Nothing runs over the right edge of the phone."""
    assert held(person).page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
