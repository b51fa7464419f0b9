"""Pages in a real browser: accessible, keyboard first, no sideways scrolling, calm without JavaScript."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from xiezhi.registry.cast import DEMO_CODE
from xiezhi.registry.demo import Cast
from xiezhi.registry.receipts import issue

pytestmark = pytest.mark.browser
PUBLIC = (
    "/login", "/receipt", "/officer?number=9901-CG-0009", "/law/行政处罚法/51/", "/nothing",
    "/law/procedures/hearing", "/public/", "/verify/", "/law/", "/law/norms/PEN-060-1/",
    "/law/parameters/hearing_fine_cents/", "/law/search/?q=听证",
)  # fmt: skip
INSIDE = (
    "/gallery", "/registry/officers", "/registry/items/CG-0103", "/me", "/desk/", "/cases/", "/cases/open/",
    "/law/statutes/行政处罚法/", "/law/norms/", "/law/parameters/",
)  # fmt: skip
OVERSEEING = ("/overview/", "/supervision/")


def problems(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    return [
        f"{page.url}: {v['id']} {node['html'][:120]}"
        for v in found.response["violations"]
        for node in v["nodes"]
    ]


def sign_in(page: Page, address: str, name: str = "林正") -> None:
    page.goto(f"{address}/login")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: "/login" not in url)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_nothing_stands_in_the_way_of_anyone(
    address: str, cast: Cast, browser: Browser, width: int, height: int
) -> None:
    issue("m-1", cast.parties["vendor"], DEMO_CODE)
    page = browser.new_page(viewport={"width": width, "height": height})
    faults: list[str] = []

    def look(path: str) -> None:
        page.goto(address + path)
        faults.extend(problems(page))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{path} 在 {width} 像素下要横向滚动")

    for path in PUBLIC:
        look(path)
    page.goto(f"{address}/elder?on=1&next=/login")
    for path in PUBLIC:
        look(path)
    sign_in(page, address)
    for path in INSIDE:
        look(path)
    page.context.clear_cookies()
    sign_in(page, address, "宋督")
    for path in OVERSEEING:
        look(path)
    page.close()
    assert faults == []


def test_the_keyboard_opens_the_palette_and_walks_the_list(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    sign_in(page, address)
    page.goto(f"{address}/registry/items")
    page.keyboard.press("j")
    expect(page.locator("main tbody th a").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("main tbody th a").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("main tbody th a").first).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_placeholder("输入页面名称")).to_be_focused()
    page.keyboard.type("名录")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registry/officers")
    page.close()


def test_letters_typed_into_a_field_are_letters(address: str, browser: Browser) -> None:
    page = browser.new_page()
    sign_in(page, address)
    page.goto(f"{address}/registry/items")
    page.get_by_label("事项名称或者通俗说法").fill("")
    page.keyboard.type("jk?")
    expect(page.get_by_label("事项名称或者通俗说法")).to_have_value("jk?")
    page.close()


def test_the_enter_of_an_input_method_sends_nothing(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/login")
    sign_in(page, address)
    page.goto(f"{address}/registry/items")
    field = page.get_by_label("事项名称或者通俗说法")
    field.dispatch_event("compositionstart")
    field.press("Enter")
    assert "?q=" not in page.url
    field.dispatch_event("compositionend")
    page.wait_for_timeout(120)
    field.press("Enter")
    page.wait_for_url("**/registry/items?q=*")
    page.close()


def test_an_error_takes_the_focus_and_leads_to_its_field(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}/receipt")
    page.get_by_role("button", name="查看我的事项").click()
    expect(page).to_have_title("错误：当事人查询 - 獬豸")
    page.get_by_role("link", name="没有查到这个查询码").click()
    expect(page.get_by_label("查询码")).to_be_focused()
    page.close()


def test_public_pages_work_without_javascript(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/officer")
    page.get_by_label("执法证件编号").fill("9901-CG-0017")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_text("有效：林正")).to_be_visible()
    page.get_by_role("link", name="长辈版").click()
    expect(page.get_by_role("link", name="标准版")).to_be_visible()
    context.close()


def test_a_public_page_weighs_less_than_sixty_kilobytes(address: str, browser: Browser) -> None:
    page = browser.new_page()
    weight: list[int] = []
    page.on("response", lambda answer: weight.append(len(gzip.compress(answer.body()))))
    page.goto(f"{address}/officer?number=9901-CG-0017", wait_until="networkidle")
    assert len(weight) >= 2 and sum(weight) < 60_000
    page.close()
