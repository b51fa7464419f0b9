"""Takes the read-me's pictures from a running demo: `python tools/screenshots.py http://127.0.0.1:8000`.

A case, its course, the district's overview, one card; what is opened is the first of each list.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from walk import FIRST, FLAGS, opened, signed_in

OUT = Path(__file__).parents[1] / "docs" / "screenshots"
#: (who, what is opened, name of the picture)
PICTURES = (
    ("lin", f"/cases/?state=open > {FIRST}", "case"),
    ("lin", f"/cases/?state=open > {FIRST} > /course/$", "map"),
    ("song", "/overview/", "overview"),
    ("song", "/supervision/ > /supervision/cards/", "card"),
)


def take(base: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for login, path, name in PICTURES:
            page = signed_in(browser, base, login, "desk")
            if opened(page, base, path) != 200:
                sys.exit(f"没有可以拍摄的页面：{path}")
            if name == "map":
                page.locator("section.stack > h2").first.evaluate("head => head.scrollIntoView()")
            page.screenshot(path=OUT / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
