"""The fourteen worked examples (验算样例) that the calendar rules were agreed on."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from tests.law.calendars import CN, on, within

from xiezhi.law.norms.model import PeriodUnit
from xiezhi.law.periods import due, earliest, enough_before, latest_before, planned_before
from xiezhi.law.periods.clock import Roll

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "roll", "expected"),
    [
        pytest.param("2026-03-02", 90, "days", "next_workday", "2026-06-01", id="1 办案90日顺延"),
        pytest.param(
            "2026-09-30", 7, "workdays", "next_workday", "2026-10-15", id="2 送达7个工作日"
        ),
        pytest.param(
            "2026-02-13", 5, "workdays", "next_workday", "2026-02-27", id="3 申请听证5个工作日"
        ),
        pytest.param("2026-02-10", 30, "days", "none", "2026-03-12", id="6 扣押30日"),
        pytest.param("2026-06-01", 15, "days", "next_workday", "2026-06-16", id="7 缴款15日"),
        pytest.param(
            "2026-04-30", 2, "workdays", "next_workday", "2026-05-07", id="9 罚款上交2个工作日"
        ),
        pytest.param("2026-01-15", 6, "months", "next_workday", "2026-07-15", id="10 起诉6个月"),
        pytest.param(
            "2026-07-15", 3, "months", "next_workday", "2026-10-15", id="10 申请执行3个月"
        ),
        pytest.param("2026-08-31", 3, "months", "next_workday", "2026-11-30", id="11 取月末"),
        pytest.param(
            "2026-04-29", 5, "workdays", "next_workday", "2026-05-09", id="13 审核5个工作日"
        ),
    ],
)
def test_a_period_ends_on_the_agreed_day(
    start: str, amount: int, unit: PeriodUnit, roll: Roll, expected: str
) -> None:
    found = due(on(start), within(amount, unit), CN, roll=roll)
    assert found.on == on(expected)
    assert not found.provisional and not found.suspended


def test_4_a_hearing_notice_seven_days_before_is_audited_and_planned_differently() -> None:
    hearing, seven = on("2026-05-11"), within(7, "workdays")
    assert latest_before(hearing, seven, CN).at == on("2026-04-28")
    assert planned_before(hearing, seven, CN).at == on("2026-04-27")
    assert enough_before(on("2026-04-28"), hearing, seven, CN)
    assert not enough_before(on("2026-04-29"), hearing, seven, CN)


def test_5_the_court_may_be_applied_to_on_the_day_after_ten_working_days() -> None:
    served, ten = on("2026-04-30"), within(10, "workdays")
    assert due(served, ten, CN).on == on("2026-05-18")
    assert earliest(served, ten, CN).at == on("2026-05-19")


def test_6_thirteen_days_of_appraisal_are_cut_out_of_the_seizure() -> None:
    appraisal = [(on("2026-02-12"), on("2026-02-25"))]
    found = due(on("2026-02-10"), within(30, "days"), CN, appraisal, roll="none")
    assert found.on == on("2026-03-25")
    assert "扣除：2026年2月12日（周四）至2026年2月25日（周三）不计入，共13日。" in found.calculation


def test_8_a_fine_paid_thirty_days_late_costs_nine_tenths_and_is_capped_from_day_34() -> None:
    found = due(on("2026-06-01"), within(15, "days"), CN)
    late = found.days_late(on("2026-07-16"))
    assert late == 30
    surcharges = {days: min(10_000, 10_000 * 3 * days // 100) for days in (late, 33, 34)}
    assert surcharges == {30: 9_000, 33: 9_900, 34: 10_000}
    assert found.days_late(on("2026-07-20")) == 34
    assert found.days_late(on("2026-06-16")) == 0


def test_12_twenty_four_hours_run_through_the_holiday() -> None:
    start = datetime(2026, 2, 13, 16, 30, tzinfo=BEIJING)
    found = due(start, within(24, "hours"), CN)
    assert found.run.last == datetime(2026, 2, 14, 16, 30, tzinfo=BEIJING)
    assert found.minute == (on("2026-02-14") - on("1970-01-01")).days * 1440 + 16 * 60 + 30
    assert found.day is None


def test_14_an_extension_runs_on_from_the_original_end_not_from_its_approval() -> None:
    thirty = within(30, "days")
    found = due(on("2026-02-10"), thirty, CN, roll="none", extensions=[thirty])
    assert found.on == on("2026-04-11")
    assert found.run.original == on("2026-03-12")
