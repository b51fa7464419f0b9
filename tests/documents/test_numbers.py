"""Numbers never repeat, leave no unexplained gap, and stay with what they were used for; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from xiezhi.documents import numbers
from xiezhi.documents.models import Number, Series

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PATTERN = "{short_name}罚决〔{year}〕{n}号"


def take(organ: str = "dh", kind: str = "penalty_decision", **more: object) -> list[Number]:
    return numbers.reserve(organ, kind, PATTERN, AT, short_name="东湖市监", **more)


def test_numbers_begin_at_one_and_are_written_in_full(db_on: str) -> None:
    assert [number.text for number in take(count=2)] == [
        "东湖市监罚决〔2026〕1号",
        "东湖市监罚决〔2026〕2号",
    ]


def test_each_organ_kind_and_year_counts_for_itself(db_on: str) -> None:
    take(count=5)
    next_year = AT.replace(year=2027)
    assert take("other")[0].n == 1
    assert take(kind="penalty_notice")[0].n == 1
    assert numbers.reserve("dh", "penalty_decision", PATTERN, next_year)[0].n == 1
    assert take()[0].n == 6


def test_twenty_officers_at_once_get_different_numbers_without_a_gap(db_on: str) -> None:
    def many(worker: int) -> list[int]:
        try:
            return [take(count=1 + worker % 3)[-1].n for _ in range(10)]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(many, range(20)))
    given = sorted(Number.objects.values_list("n", flat=True))
    assert given == list(range(1, len(given) + 1))
    assert len(given) == sum(10 * (1 + worker % 3) for worker in range(20))
    assert Series.objects.get().last == len(given)


def test_a_block_taken_out_is_used_and_the_rest_is_returned_with_a_reason(db_on: str) -> None:
    block = take(count=3, holder="officer-1")
    numbers.use(block[0], AT)
    for left in block[1:]:
        numbers.give_back(left, "出勤结束未用", AT)
    gaps = numbers.gaps("dh", "penalty_decision", 2026)
    assert [(g.n, g.state, g.reason) for g in gaps] == [
        (2, "returned", "出勤结束未用"),
        (3, "returned", "出勤结束未用"),
    ]
    assert take()[0].n == 4


def test_a_returned_number_is_never_used_again(db_on: str) -> None:
    (number,) = take()
    numbers.give_back(number, "未用", AT)
    with pytest.raises(numbers.NumberSettled, match="已退回，不能改为“已使用”"):
        numbers.use(number, AT)


def test_only_one_of_two_uses_of_a_number_succeeds(db_on: str) -> None:
    (number,) = take()

    def attempt(_: int) -> bool:
        try:
            numbers.use(Number.objects.get(pk=number.pk), AT)
        except numbers.NumberSettled:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1


def test_a_gap_without_a_reason_is_refused(db_on: str) -> None:
    (number,) = take()
    with pytest.raises(ValueError, match="须说明理由"):
        numbers.void(number, "  ", AT)
    with pytest.raises(ValueError, match="须说明理由"):
        numbers.give_back(number, "", AT)


def test_a_rolled_back_act_gives_its_number_back_to_nobody_twice(db_on: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        take()
        raise RuntimeError
    assert take()[0].n == 1
    assert Number.objects.count() == 1


@pytest.mark.parametrize("count", [0, 1001])
def test_a_block_has_a_reasonable_size(db_on: str, count: int) -> None:
    with pytest.raises(ValueError, match="1 至 1000"):
        take(count=count)
