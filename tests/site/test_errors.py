"""Error pages: what happened, what is kept, what to do, and a reference that leads to the log."""

import logging
import re

import pytest
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory
from tests.site.conftest import entered

from xiezhi.registry.demo import Cast
from xiezhi.site import errors

WORDS = ("异常", "非法", "Error", "error</", "Exception", "Traceback", "失败")


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main>")[0])


@pytest.mark.parametrize("status", [400, 403, 500])
def test_an_error_page_has_a_reference_that_the_log_also_has(
    sqlite_db: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    request = RequestFactory().get("/x")
    request.session = {}  # type: ignore[assignment]
    pages = {
        400: lambda: errors.bad_request(request, BadRequest()),
        403: lambda: errors.forbidden(request, PermissionError()),
        500: lambda: errors.failed(request),
    }
    with caplog.at_level(logging.WARNING, "xiezhi.errors"):
        response = pages[status]()
    shown = text(response.content.decode())
    reference = re.search(r"编号：([2-9A-HJ-NP-Z]{6})\s", shown)
    assert response.status_code == status and reference
    assert reference[1] in caplog.text
    assert not [word for word in WORDS if word in shown]


def test_a_crash_shows_the_page_and_not_the_cause(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("秘密")

    client = entered("lin")
    client.raise_request_exception = False
    monkeypatch.setattr("xiezhi.registry.pages.items.paged", crash)
    response = client.get("/registry/items")
    html = response.content.decode()
    assert response.status_code == 500
    assert "服务器没有办完这一步" in html and "秘密" not in html


def test_a_missing_page_is_plain_and_the_same_for_everyone(cast: Cast) -> None:
    one, other = Client().get("/nothing"), entered("lin").get("/nothing-else")
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert "没有找到" in one.content.decode()
