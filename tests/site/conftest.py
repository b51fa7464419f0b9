"""A small node with the demo's register, and a browser that looks at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from tests.chromium import browser
from tests.site.register_only import wired_for_the_register

from xiezhi.registry.demo import Cast, seed

#: `browser` is a fixture here too.
__all__ = ["browser"]


@pytest.fixture
def cast(sqlite_db: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The people of the demo; its door is open."""
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    now: datetime = timezone.localtime()
    with wired_for_the_register():
        yield seed(now)


@pytest.fixture
def visitor() -> Client:
    return Client()


def entered(login: str) -> Client:
    """A client signed in as this person of the demo."""
    client = Client()
    assert client.post("/login", {"person": login}).status_code == 302
    return client


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are not news."""


@pytest.fixture
def address(cast: Cast) -> Iterator[str]:
    """Where the node answers."""
    server = make_server(
        "127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Quiet
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
