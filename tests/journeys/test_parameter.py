"""A parameter is set in the browser: proposed by one, refused to the same, set by another with the PIN, then judged by."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.people import Stage
from tests.site.test_looks import problems

from xiezhi.registry.cast import DEMO_PIN
from xiezhi.registry.parameters.models import Change

pytestmark = pytest.mark.browser
PAGE = "/law/parameters/hearing_fine_cents/"
PHONE = {"width": 360, "height": 780}


def calm(page: Page) -> None:
    """Accessible on the desk and on a phone, without sideways scrolling."""
    for size in ({"width": 1366, "height": 768}, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.set_viewport_size({"width": 1366, "height": 768})


def typed(page: Page, **values: str) -> None:
    """Filled in by keyboard alone, from field to field."""
    for label, words in values.items():
        field = page.locator(f'[name="{label}"]')
        field.focus()
        if field.get_attribute("type") == "date":
            field.fill(words)
        else:
            page.keyboard.type(words)


def test_two_people_set_a_parameter(stage: Stage) -> None:
    first = stage.person("shen").open(PAGE)
    calm(first.page)
    first.press("提出新的值").sees("由另一名系统管理员、法制审核人员核对后才生效")
    calm(first.page)
    typed(
        first.page,
        parameter_value="20000",
        effective_from_on="2026-04-01",
        keeping_document="某市听证标准通告",
        keeping_reason="本市已经公布",
    )
    first.try_check().sees("本节点 0 件正在办理的事项会按新值判断", "20,000元", "2026年4月1日")
    calm(first.page)
    first.press("提出这个值，送另一人设定").sees("提议已经记入", "等待设定的提议")
    first.page.fill("#f-pin", DEMO_PIN)
    first.press("核对无误，设定这个值")
    first.sees("不能设定参数", "参数由提出的人自己设定", "请另一名有权设定这个参数的人核对后设定")
    calm(first.page)
    assert Change.objects.get().state == "proposed"
    other = stage.person("sys").open("/law/parameters/").sees("有提议待设定").open(PAGE)
    calm(other.page)
    other.page.fill("#f-pin", DEMO_PIN)
    other.press("核对无误，设定这个值").sees("已设定，自2026年4月1日起按20,000元判断")
    assert Change.objects.get().state == "set"
    assert "本节点设定" not in other.page.locator("table").first.inner_text()
    stage.node.at("2026-04-02T09:00")
    reader = stage.person("lin").open("/law/norms/PEN-063-1/")
    expect(reader.page.get_by_role("heading", name="本节点的参数")).to_be_visible()
    reader.sees("20,000元", "本节点设定：沈律提出，罗运设定")
    calm(reader.page)
