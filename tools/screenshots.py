"""Takes the read-me's pictures from a running demo: `python tools/screenshots.py http://127.0.0.1:8000`."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

OUT = Path(__file__).parents[1] / "docs" / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SIZE = {"width": 1366, "height": 768}


def enter(page: Page, base: str, login: str) -> None:
    page.goto(f"{base}/login")
    page.click(f"button[value={login}]")


def take(base: str) -> None:
    """The case workspace, the supervisor's cards, a refused step."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for login, path, name in (
            ("lin", "/cases/demo-00005/", "case"),
            ("song", "/supervision/", "cards"),
            ("song", "/supervision/cards/1", "card"),
        ):
            page = browser.new_context(locale="zh-CN", viewport=SIZE).new_page()
            enter(page, base, login)
            page.goto(base + path)
            page.screenshot(path=OUT / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
