"""What is true of every period, whatever its numbers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.calendars import CN, ONLINE

from xiezhi.law.norms.model import PeriodUnit, Within
from xiezhi.law.periods import (
    Interval,
    due,
    earliest,
    enough_before,
    latest_before,
    planned_before,
)
from xiezhi.law.periods.intervals import merged

DAYS = st.dates(date(2015, 6, 1), date(2026, 6, 1))
LONGEST: dict[PeriodUnit, int] = {"workdays": 120, "days": 200, "months": 12, "years": 2}
UNITS = st.sampled_from(list(LONGEST))
PERIODS = UNITS.flatmap(
    lambda unit: st.integers(1, LONGEST[unit]).map(lambda n: Within(unit, amount=n))
)
SPANS: st.SearchStrategy[Interval] = st.tuples(DAYS, st.integers(0, 60)).map(
    lambda each: (each[0], each[0] + timedelta(days=each[1]))
)
NEAR = st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 40)), max_size=5)
quick = settings(max_examples=200, deadline=None)


def _spans(start: date, near: list[tuple[int, int]]) -> list[Interval]:
    return [(start + timedelta(days=a), start + timedelta(days=a + length)) for a, length in near]


@given(DAYS, PERIODS, NEAR, st.tuples(st.integers(-20, 90), st.integers(0, 40)))
@quick
def test_one_more_exclusion_never_shortens(
    start: date, period: Within, near: list[tuple[int, int]], more: tuple[int, int]
) -> None:
    for roll in ("none", "next_workday"):
        few = due(start, period, ONLINE, _spans(start, near), roll)
        many = due(start, period, ONLINE, _spans(start, [*near, more]), roll)
        assert few.on is not None and many.on is not None
        assert many.on >= few.on


@given(DAYS, PERIODS, NEAR)
@quick
def test_overlapping_exclusions_count_once(
    start: date, period: Within, near: list[tuple[int, int]]
) -> None:
    spans = _spans(start, near)
    union = due(start, period, ONLINE, merged(spans)).on
    assert due(start, period, ONLINE, spans).on == union
    assert due(start, period, ONLINE, [*spans[::-1], *spans]).on == union


@given(st.lists(SPANS, max_size=8))
@quick
def test_the_union_holds_the_same_days_and_does_not_overlap(spans: list[Interval]) -> None:
    def days(each: list[Interval]) -> set[int]:
        return {
            d for a, b in each if b is not None for d in range(a.toordinal() + 1, b.toordinal() + 1)
        }

    union = merged(spans)
    assert days(union) == days(spans)
    assert all(b is not None and b < c for (_, b), (c, _) in zip(union, union[1:], strict=False))


@given(DAYS, PERIODS, NEAR)
@quick
def test_a_rolled_end_is_a_working_day_and_never_before_the_start(
    start: date, period: Within, near: list[tuple[int, int]]
) -> None:
    rolled = due(start, period, ONLINE, _spans(start, near)).on
    bare = due(start, period, ONLINE, _spans(start, near), "none").on
    assert rolled is not None and bare is not None
    assert start <= bare <= rolled
    assert ONLINE.is_workday(rolled)
    assert not any(ONLINE.is_workday(bare + timedelta(days=i)) for i in range((rolled - bare).days))


@given(DAYS, st.integers(1, 120))
@quick
def test_counting_back_undoes_counting_forth(start: date, n: int) -> None:
    end = ONLINE.add_workdays(start, n)
    assert ONLINE.workdays_between(start, end) == n
    back = ONLINE.add_workdays(end, -n)
    assert back <= start
    assert ONLINE.workdays_between(back, start) == 0
    assert (back == start) == ONLINE.is_workday(start)


@given(DAYS, st.integers(0, 400))
@quick
def test_working_days_between_are_those_counted_one_by_one(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    one_by_one = sum(ONLINE.is_workday(start + timedelta(days=i + 1)) for i in range(length))
    assert ONLINE.workdays_between(start, end) == one_by_one
    assert ONLINE.workdays_between(end, start) == -one_by_one


@given(DAYS, PERIODS, PERIODS)
@quick
def test_an_extension_never_ends_before_the_original(
    start: date, period: Within, more: Within
) -> None:
    extended = due(start, period, ONLINE, roll="none", extensions=[more]).on
    plain = due(start, period, ONLINE, roll="none").on
    assert extended is not None and plain is not None and extended > plain


@given(DAYS, PERIODS)
@quick
def test_the_day_before_the_earliest_day_is_still_inside(start: date, gap: Within) -> None:
    first = earliest(start, gap, ONLINE).at
    assert first == due(start, gap, ONLINE, roll="none").on + timedelta(days=1)  # type: ignore[operator]


@given(st.dates(date(2018, 6, 1), date(2026, 12, 20)), PERIODS)
@quick
def test_the_latest_notice_is_lawful_and_the_next_day_is_not(event: date, gap: Within) -> None:
    last = latest_before(event, gap, CN).at
    assert enough_before(last, event, gap, CN)
    assert not enough_before(last + timedelta(days=1), event, gap, CN)
    assert planned_before(event, gap, CN).at < last
    if gap.unit == "workdays":
        assert CN.workdays_between(last, event) == gap.amount
    else:
        reached = due(last, gap, CN, roll="none").on
        after = due(last + timedelta(days=1), gap, CN, roll="none").on
        assert reached is not None and after is not None
        assert reached <= event < after
