"""What periods do at their edges: suspended, provisional, missing, bare, extended, explained."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from tests.law.calendars import CN, ONLINE, on, within

from xiezhi.law.norms.model import Within
from xiezhi.law.periods import (
    CalendarMissing,
    due,
    earliest,
    latest_before,
    planned_before,
    served_by_announcement,
)

BEIJING = timezone(timedelta(hours=8))
APPRAISAL = [(on("2026-03-05"), None)]


def test_an_open_interval_suspends_the_clock_and_tells_what_is_left() -> None:
    found = due(on("2026-03-02"), within(10, "days"), CN, APPRAISAL)
    assert found.suspended
    assert (found.day, found.minute, found.on) == (None, None, None)
    assert found.remaining == 7
    assert found.calculation[-1] == "结果：期间中止，尚余7日，恢复后接续计算。"
    assert found.days_late(on("2027-01-01")) == 0


def test_an_open_interval_after_the_end_suspends_nothing() -> None:
    found = due(on("2026-02-02"), within(10, "days"), CN, APPRAISAL)
    assert found.on == on("2026-02-12")


def test_a_suspended_clock_in_working_days_counts_what_is_left_in_working_days() -> None:
    found = due(on("2026-03-02"), within(10, "workdays"), CN, [(on("2026-03-06"), None)])
    assert found.remaining == 6
    assert found.calculation[-1] == "结果：期间中止，尚余6个工作日，恢复后接续计算。"


def test_a_pause_on_the_way_pushes_working_days_out_by_working_days() -> None:
    pause = [(on("2026-03-04"), on("2026-03-11"))]
    plain = due(on("2026-03-02"), within(5, "workdays"), CN)
    paused = due(on("2026-03-02"), within(5, "workdays"), CN, pause)
    assert (plain.on, paused.on) == (on("2026-03-09"), on("2026-03-16"))


def test_a_pause_before_the_start_is_clipped_to_the_own_clock() -> None:
    pause = [(on("2026-02-20"), on("2026-03-05"))]
    assert due(on("2026-03-02"), within(10, "days"), CN, pause, "none").on == on("2026-03-15")
    over = [(on("2026-02-20"), on("2026-03-02"))]
    assert due(on("2026-03-02"), within(10, "days"), CN, over, "none").on == on("2026-03-12")


def test_a_pause_that_begins_on_the_last_day_comes_too_late() -> None:
    pause = [(on("2026-03-12"), on("2026-03-20"))]
    assert due(on("2026-03-02"), within(10, "days"), CN, pause, "none").on == on("2026-03-12")


def test_a_later_pause_counts_when_an_earlier_one_moved_the_end_over_it() -> None:
    pauses = [(on("2026-03-03"), on("2026-03-13")), (on("2026-03-20"), on("2026-03-25"))]
    assert due(on("2026-03-02"), within(10, "days"), CN, pauses, "none").on == on("2026-03-27")


def test_hours_are_paused_to_the_minute() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
    pause = [(start + timedelta(hours=1), start + timedelta(hours=3, minutes=5))]
    found = due(start, within(24, "hours"), CN, pause)
    assert found.run.last == datetime(2026, 3, 3, 11, 5, tzinfo=BEIJING)
    opened = due(start, within(24, "hours"), CN, [(start + timedelta(hours=1), None)])
    assert (opened.suspended, opened.remaining) == (True, 23 * 60)
    half, none = due(start, within(30, "minutes"), CN), due(start, within(0, "hours"), CN)
    assert half.minute is not None and none.minute is not None
    assert half.minute - none.minute == 30


def test_a_last_day_that_does_not_roll_stays_on_the_day_off() -> None:
    found = due(on("2026-03-02"), within(90, "days"), CN, roll="none")
    assert found.on == on("2026-05-31")
    assert "顺延：本期限不因末日为节假日而顺延。" in found.calculation


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2023-01-31", 1, "months", "2023-02-28"),
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-02-29", 2, "years", "2026-02-28"),
        ("2025-11-30", 15, "months", "2027-02-28"),
    ],
)
def test_a_month_without_the_corresponding_day_ends_on_its_last(
    start: str, amount: int, unit: str, expected: str
) -> None:
    found = due(on(start), Within(unit, amount=amount), CN, roll="none")  # type: ignore[arg-type]
    assert found.on == on(expected)


def test_months_extend_as_one_total_and_other_units_from_the_original_end() -> None:
    three, one = within(3, "months"), within(1, "months")
    total = due(on("2026-08-31"), three, CN, roll="none", extensions=[one])
    assert total.on == on("2026-12-31")
    mixed = due(on("2026-08-31"), three, CN, roll="none", extensions=[within(30, "days")])
    assert mixed.on == on("2026-12-30")


def test_a_year_without_arrangement_is_an_error_offline_and_provisional_online() -> None:
    with pytest.raises(CalendarMissing) as raised:
        due(on("2026-12-28"), within(7, "workdays"), CN)
    assert raised.value.year == 2027
    assert "2027年的放假安排尚未载入" in str(raised.value)
    found = due(on("2026-12-28"), within(7, "workdays"), ONLINE)
    assert found.provisional
    assert found.on == on("2027-01-07")
    assert found.calculation[-1].startswith("暂定：2027年")


def test_a_missing_year_still_says_from_when_on_a_period_can_end() -> None:
    def least(*args: Any, **more: Any) -> date | None:
        with pytest.raises(CalendarMissing) as raised:
            due(*args, CN, **more)
        return raised.value.least

    ninety, ten = within(90, "days"), within(10, "workdays")
    assert least(on("2026-11-02"), ninety) == on("2027-01-31")
    assert least(on("2026-11-02"), ninety, exclusions=[(on("2026-11-10"), on("2026-11-15"))]) == (
        on("2027-02-05")
    )
    assert least(on("2026-12-28"), ten) == on("2027-01-07")
    assert least(on("2026-12-22"), ten) == on("2027-01-03")
    assert least(on("2026-12-22"), within(9, "workdays")) == on("2027-01-02")
    assert least(on("2028-03-01"), ten) == on("2028-03-11")


def test_plain_days_that_do_not_roll_need_no_calendar() -> None:
    found = due(on("2026-12-28"), within(30, "days"), CN, roll="none")
    assert (found.on, found.provisional) == (on("2027-01-27"), False)
    assert not due(on("2026-12-28"), within(30, "days"), ONLINE, roll="none").provisional
    assert due(on("2026-12-28"), within(30, "days"), ONLINE).provisional


def test_the_spring_festival_of_an_unpublished_year_is_estimated_by_its_statutory_days() -> None:
    found = due(on("2027-02-04"), within(1, "workdays"), ONLINE)
    assert found.on == on("2027-02-09")


def test_years_out_of_reach_are_missing_even_online() -> None:
    for start in ("1999-01-04", "2050-01-04"):
        with pytest.raises(CalendarMissing):
            due(on(start), within(3, "workdays"), ONLINE)


@pytest.mark.parametrize(
    ("start", "period"),
    [
        (on("2026-03-02"), Within("days", param="case_limit")),
        (on("2026-03-02"), within(-1, "days")),
        (on("2026-03-02"), within(24, "hours")),
        (on("2026-03-02"), within(10**12, "days")),
        (on("2026-03-02"), within(10**6, "years")),
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(start: date, period: Within) -> None:
    with pytest.raises(ValueError):
        due(start, period, CN)


def test_announcement_is_served_after_its_days_and_the_next_period_counts_from_the_day_after() -> (
    None
):
    served = served_by_announcement(on("2026-03-02"), 30)
    assert served == on("2026-04-01")
    assert due(served, within(15, "days"), CN).on == on("2026-04-16")


@pytest.mark.parametrize(
    ("event", "amount", "unit", "latest", "planned"),
    [
        ("2026-05-11", 7, "days", "2026-05-04", "2026-04-30"),
        ("2026-05-10", 1, "workdays", "2026-05-08", "2026-05-07"),
        ("2026-11-30", 3, "months", "2026-08-31", "2026-08-28"),
        ("2026-06-15", 1, "years", "2025-06-15", "2025-06-13"),
        ("2026-12-31", 1, "workdays", "2026-12-30", "2026-12-29"),
    ],
)
def test_reverse_periods_know_all_units(
    event: str, amount: int, unit: str, latest: str, planned: str
) -> None:
    gap = Within(unit, amount=amount)  # type: ignore[arg-type]
    assert latest_before(on(event), gap, CN).at == on(latest)
    assert planned_before(on(event), gap, CN).at == on(planned)


def test_a_minimal_interval_in_hours_ends_at_the_moment_it_has_passed() -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
    found = earliest(start, within(24, "hours"), CN)
    assert found.at == start + timedelta(hours=24)
    assert latest_before(start, within(24, "hours"), CN).at == start - timedelta(hours=24)


def test_the_calculation_tells_every_step() -> None:
    found = due(on("2026-02-13"), within(5, "workdays"), CN)
    assert found.calculation == (
        "起算：2026年2月13日（周五）当日不计，自次日起算。",
        "期间：5个工作日，末日为2026年2月27日（周五）。",
        "节假日：春节2月15日至2月23日休息，不计入。",
        "节假日：春节调休，2月14日上班，计入。",
        "结果：最迟2026年2月27日（周五）24时。",
    )
    rolled = due(on("2026-03-02"), within(90, "days"), CN)
    assert rolled.calculation[-2:] == (
        "顺延：末日2026年5月31日（周日）不是工作日（周日），顺延至其后第一个工作日。",
        "结果：最迟2026年6月1日（周一）24时。",
    )
