"""Full years at the act, from an identity number."""

import pytest

from xiezhi.registry.ages import age_on


@pytest.mark.parametrize(
    ("number", "day", "age"),
    [
        ("990101201203077758", "2026-03-07", 13),
        ("990101201203077758", "2026-03-08", 14),
        ("990101200802297758", "2026-02-28", 17),
        ("990101200802297758", "2026-03-01", 18),
        ("990101202703077758", "2026-03-06", None),
        ("99010120120307775", "2026-03-06", None),
        ("990101201213077758", "2026-03-06", None),
        ("", "2026-03-06", None),
        ("990101201203077758", "", None),
    ],
)
def test_a_year_is_full_after_the_birthday_and_nonsense_is_no_age(
    number: str, day: str, age: int | None
) -> None:
    assert age_on(number, day) == age
