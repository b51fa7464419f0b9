"""Amounts, ordinals and days in the form of legal documents."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.documents.wording import (
    article,
    capital_amount,
    chinese_moment,
    figures,
    law_title,
    ordinal,
    plain_yuan,
)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (105, "壹元零伍分"),
        (10203, "壹佰零贰元零叁分"),
        (2_000_000, "贰万元整"),
        (10_010_000_00, "壹仟零壹万元整"),
        (99_999_999_999_999, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_are_written_in_capitals(cents: int, words: str) -> None:
    assert capital_amount(cents) == words


@given(st.integers(0, 999_999_999_999))
def test_whole_yuan_agree_with_an_independent_writer(yuan: int) -> None:
    assert capital_amount(yuan * 100).removesuffix("元整") == cn2an.an2cn(str(yuan), "up")


@pytest.mark.parametrize("cents", [-1, 10**16])
def test_an_amount_out_of_range_is_refused(cents: int) -> None:
    with pytest.raises(ValueError, match="金额须在"):
        capital_amount(cents)


def test_figures_for_tables_and_for_running_text() -> None:
    assert (figures(2_000_050), plain_yuan(2_000_050), plain_yuan(2_000_000)) == (
        "20,000.50",
        "20000.50",
        "20000",
    )


def test_articles_are_named_in_chinese_and_never_twice() -> None:
    assert article("58") == "第五十八条"
    assert article("第五十八条第一款") == "第五十八条第一款"
    assert law_title("《食品安全法》") == law_title("食品安全法") == "《食品安全法》"


@given(st.integers(1, 9999))
def test_ordinals_can_be_read_back(number: int) -> None:
    assert cn2an.cn2an(ordinal(number), "smart") == number


def test_a_moment_is_written_to_the_minute() -> None:
    assert chinese_moment("2026-09-14T09:05:00+08:00") == "2026年9月14日9时05分"
