"""Canonical JSON: one value, one text, read the same by a reader written from the page alone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.journal.canonical import LARGEST, NotCanonical, canonical
from xiezhi.journal.verifier import strict

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.text(st.characters(codec="utf-8"))
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(values)
def test_the_independent_reader_accepts_every_text_and_gives_the_same_value(value: object) -> None:
    assert strict.read(canonical(value)) == value


@given(values)
def test_a_text_read_and_written_again_does_not_change(value: object) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), st.integers(0, 9)))
def test_the_order_in_which_members_were_put_in_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(value) == canonical(dict(reversed(list(value.items()))))


def test_names_are_ordered_by_utf_16_as_the_standard_wants() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2, "€": 3}) == '{"€":3,"\U0001f600":2,"\ufb33":1}'


def test_escapes_are_those_of_the_standard() -> None:
    assert canonical('€$\x0f\nA\'B"\\\\"/\x7f') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'


@pytest.mark.parametrize(
    "value", [1.0, 0.1, 2**53, -(2**53), {1: 2}, "\ud800", {"a": [{"b": 1e5}]}, b"x"]
)
def test_what_has_no_text_is_refused_with_a_sentence(value: object) -> None:
    with pytest.raises(NotCanonical, match="。$"):
        canonical(value)


def test_days_and_times_become_text_with_their_zone() -> None:
    at = datetime(2026, 3, 2, 1, 2, 3, 50, tzinfo=UTC)
    assert canonical([date(2026, 3, 2), at]) == '["2026-03-02","2026-03-02T01:02:03.000050+00:00"]'
    with pytest.raises(NotCanonical):
        canonical(at.replace(tzinfo=None))


@pytest.mark.parametrize(
    "text",
    [
        '{"b":1,"a":2}',
        '{"a":1,"a":1}',
        '{"a": 1}',
        "1.0",
        "1e2",
        "-0",
        '"\\u4e2d"',
        '"\\/"',
        "[1] ",
        "NaN",
    ],
)
def test_the_independent_reader_refuses_every_other_spelling(text: str) -> None:
    with pytest.raises(ValueError):
        strict.read(text)
