"""Pictures: one title each, everything escaped, nothing the content policy forbids, nothing outside the frame."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.registry.drawing import (
    Bar,
    Clock,
    Lane,
    Mark,
    Node,
    Span,
    Week,
    bars,
    both,
    graph,
    timeline,
    weeks,
)
from xiezhi.registry.drawing.layout import chained
from xiezhi.registry.drawing.measure import fitted, ticks, width_of, wrapped

NASTY = "<script>alert('甲')</script>&\""
DAY = date(2026, 3, 2)
LANES = (
    Lane("立案", (Node("a", NASTY), Node("b", "指定", after=("a",)))),
    Lane("决定", (Node("c", "决定", ("机关负责人",), ("a", "b"), "current", "刚办理"),)),
)


def pictures(width: int) -> list[str]:
    week = [Week(DAY + timedelta(7 * n), n * 37, n) for n in range(26)]
    span = Span(NASTY, "计时中", "amber", DAY, DAY + timedelta(9), DAY + timedelta(90))
    cut = Span("办案", "超期", "red", DAY, DAY, DAY, ((DAY, DAY + timedelta(3)),))
    return [
        bars("b", NASTY, "关于", [Bar(NASTY, (("red", 12, "红牌"), ("grey", 0, "灰牌")))], width),
        bars("n", "没有", "关于", [], width),
        weeks("w", NASTY, "关于", week, (NASTY, "销号"), width),
        timeline("t", NASTY, "关于", [Mark(DAY, "1", NASTY)], [span, cut], DAY, [DAY], width),
        graph("g", NASTY, "关于", LANES, [Clock(("a",), ("c", "x"), "90日", "PEN-060-1")], width),
    ]


@pytest.mark.parametrize("width", [1120, 326])
def test_every_picture_is_one_named_image_without_style_or_script(width: int) -> None:
    for text in pictures(width):
        root = ElementTree.fromstring(text)
        names = {part.get("id"): part.text for part in root if part.get("id")}
        assert root.get("role") == "img"
        assert all(names[name] for name in root.get("aria-labelledby", "").split())
        assert "<script" not in text and "style=" not in text and "onclick" not in text


@pytest.mark.parametrize("width", [1120, 326])
def test_nothing_lies_outside_the_frame(width: int) -> None:
    for text in pictures(width):
        root = ElementTree.fromstring(text)
        height = float(root.get("height", 0))
        for part in root.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, wide, high = (float(part.get(n, 0)) for n in ("x", "y", "width", "height"))
            assert x >= 0 and x + wide <= width + 0.6 and y >= 0 and y + high <= height + 0.6
        for part in root.iter("{http://www.w3.org/2000/svg}path"):
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", part.get("d", ""))]
            assert min(numbers) >= 0 and max(numbers[0::2]) <= width


def test_the_desk_and_the_phone_get_their_own_picture_with_their_own_ids() -> None:
    drawn = both("k", lambda key, width: bars(key, "题", "关于", [], width))
    assert drawn.count("<svg") == 2
    assert len(re.findall(r'id="([^"]+)"', drawn)) == len(set(re.findall(r'id="([^"]+)"', drawn)))


def test_what_waits_for_one_step_alone_stands_right_after_it() -> None:
    nodes = [Node("a", "a"), Node("b", "b"), Node("c", "c", after=("a",)), Node("d", "d")]
    assert [node.id for node in chained(nodes)] == ["a", "c", "b", "d"]


def test_steps_that_wait_for_each_other_are_drawn_all_the_same() -> None:
    circle = [Node("a", "a", after=("b",)), Node("b", "b", after=("a",))]
    assert {node.id for node in chained(circle)} == {"a", "b"}


@given(st.integers(0, 10**9), st.integers(1, 8))
def test_an_axis_begins_at_nought_and_holds_the_highest(highest: int, wanted: int) -> None:
    found = ticks(highest, wanted)
    assert found[0] == 0 and found[-1] >= highest and 2 <= len(found) <= wanted + 2


@given(st.text(max_size=60), st.integers(30, 300))
def test_fitted_text_fits_and_is_a_beginning(text: str, width: int) -> None:
    found = fitted(text, width)
    assert width_of(found) <= width
    assert text.startswith(found.removesuffix("…"))


@given(st.text(alphabet="行政处罚abc ", max_size=80), st.integers(40, 200))
def test_wrapped_lines_are_the_text_in_order(text: str, width: int) -> None:
    found = wrapped(text, width)
    assert len(found) <= 2 and text.startswith("".join(found).removesuffix("…"))
