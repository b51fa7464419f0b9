"""Chromium for browser tests, module by module: Playwright cannot be started twice in a thread."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Of one module: while it runs, this thread has an event loop that Django's own client refuses."""
    if os.environ.get("XIEZHI_NO_BROWSER") == "1":
        pytest.skip("XIEZHI_NO_BROWSER=1:没有浏览器,跳过页面测试")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()
