"""A live node on SQLite with the demo's register, a clock that can be moved, and Chromium before it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import make_server

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser
from tests.chromium import browser
from tests.journeys.people import Node, Stage, moment
from tests.journeys.server import Quiet, Threaded

from xiezhi.registry.demo import seed

#: `browser` is a fixture here too.
__all__ = ["browser"]
#: A Monday; journeys move on from here.
START = "2026-03-02T08:30"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share one worker: Chromium is heavy."""
    for item in items:
        if "journeys" in item.path.parts and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture
def node(browser: Browser, sqlite_db: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    """The node, served in threads of this process; its time is `node.clock`'s, and runs on by itself."""
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    cache.clear()
    with time_machine.travel(moment(START), tick=True) as clock:
        cast = seed(moment(START))
        application = StaticFilesHandler(get_wsgi_application())
        server = make_server("127.0.0.1", 0, application, Threaded, Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(settings, "XIEZHI_PUBLIC_URL", address)
        yield Node(address, clock, cast)
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def stage(browser: Browser, node: Node) -> Iterator[Stage]:
    """Everyone who sits before the node, each with a browser window of their own."""
    found = Stage(browser, node)
    yield found
    found.close()
