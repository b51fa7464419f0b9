"""A random inspection from the draw to its published result: the desk draws, the phone inspects."""

from __future__ import annotations

import pytest
from tests.journeys import papers, past
from tests.journeys.past import Happened
from tests.journeys.people import PHONE, Person, Stage

from xiezhi.inspections.models import Inspection
from xiezhi.journal.reads import history
from xiezhi.registry.models import Party

pytestmark = pytest.mark.browser

PLAN, RANDOM = "inspect.plan", "inspect.random"
POINTS = ("油烟净化设施正常使用", "门前责任区整洁")
TERM = {"plan_from_on": "2026-01-01", "plan_to_on": "2026-12-31", "plan_reason": "餐饮单位年度抽查"}
NAMED = {"plan_no": "区城管计〔2026〕1号", "plan_kind": "annual"}
PUBLISHED = (
    Happened(
        "inspection_plan_made", "2026-03-02T08:40", past.ZHOU,
        NAMED | TERM | {
            "inspection_title": "餐饮服务场所年度抽查", "item": papers.ITEM,
            "planned_points": [{"inspection_point": point} for point in POINTS],
        }, PLAN,
    ),
    Happened("inspection_plan_approved", "2026-03-02T09:00", past.GAO,
             NAMED | TERM | {"plan_level": "organ"}, PLAN),
    Happened("inspection_plan_published", "2026-03-02T09:10", {"he": "publicity_clerk"},
             {"plan_no": NAMED["plan_no"], "publication_channel": "portal"}, PLAN),
)  # fmt: skip


def test_drawn_approved_inspected_and_published(stage: Stage) -> None:
    stage.node.at("2026-03-02T10:00")
    for n in range(1, 31):
        Party.objects.create(kind="organisation", name=f"示范区第{n}餐饮店", address=f"示范路{n}号")
    plan = past.write(PUBLISHED)
    zhou = stage.person("zhou").open(f"/inspections/plans/{plan}/").press("随机抽取对象和人员")
    zhou.page.locator("#words").fill("餐饮店")
    zhou.press("重新计算名录").sees("31 个")
    zhou.fill({"count": "1", "on": "2026-03-03"}).press("抽取并生成检查任务")
    zhou.sees("结果与记录一致", "抽中的对象和选派的人员").shot("draw")
    fits(zhou)
    row = Inspection.objects.get(plan=plan)
    drawn = [e for e in history(row.matter) if e.step == "random_officer_drawn"][0]
    lead, second = (each["officer"] for each in drawn.fields["drawn_officers"])
    people = [
        {"officer": lead, "officer_role": "lead"}, {"officer": second, "officer_role": "assist"},
    ]  # fmt: skip
    lin = stage.person("lin")
    lin.does(
        row.matter, "inspection_approved",
        {"planned_on": "2026-03-03", "inspectors": people, "offsite_enough": "no"},
        procedure=RANDOM,
    )  # fmt: skip
    stage.person("gao").approves("批准检查")
    stage.node.at("2026-03-03T09:00")
    login = "lin" if "p-lin" in (lead, second) else "chen"
    other = {lead, second} - {f"p-{login}"}
    officer = held(stage.person(login)).open(f"/inspections/{row.matter}/").shot("random-task")
    fits(officer)
    inspected(officer, row.matter, other.pop())
    he = stage.person("he")
    he.does(
        row.matter, "inspection_result_published",
        {"publication_channel": "portal", "secrecy": "none"}, procedure=RANDOM,
    )  # fmt: skip
    assert [e.step for e in history(row.matter)][-1] == "inspection_result_published"


def inspected(officer: Person, matter: str, second: str) -> None:
    """What is done on the spot and told, all on the phone."""
    place = {"place": "示范路1号"}
    signed = {"confirmed_by_party": "signed"}
    officer.does(matter, "inspection_notified", signed, procedure=RANDOM)
    officer.does(matter, "enterprise_code_scanned", {"scan_way": "code"} | place, procedure=RANDOM)
    officer.does(
        matter, "id_shown", papers.ID_SHOWN | papers.RIGHTS, procedure=RANDOM, second=second
    )
    officer.does(matter, "inspection_started", place, procedure=RANDOM, second=second)
    officer.open(f"/inspections/{matter}/site/").sees(*POINTS)
    fits(officer)
    found = {f"inspection_points-{n}-point_result": "conform" for n in range(len(POINTS))}
    record = found | {"record_text": "净化设施开启，门前整洁。", "signature": "signed"}
    officer.fill(record, second=second).check().sign()
    told = {
        "inspection_result": "conform",
        "result_text": "未发现问题。",
        "served_on": "2026-03-03",
    }
    officer.does(matter, "inspection_result_informed", told, procedure=RANDOM)
    fits(officer)


def held(person: Person) -> Person:
    """At the size of a phone."""
    person.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return person


def fits(person: Person) -> None:
    """Nothing runs over the right edge of the phone."""
    assert held(person).page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
