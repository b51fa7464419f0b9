"""Every route declares its rule, and the frame offers only what the rule admits."""

import pytest
from django.test import Client
from tests.site.conftest import entered

from xiezhi.registry.cast import DOOR
from xiezhi.registry.demo import Cast
from xiezhi.registry.rules import PUBLIC
from xiezhi.site.routes import Route, all_routes


def name(route: Route) -> str:
    return route.pattern or "/"


@pytest.mark.parametrize("route", all_routes(), ids=name)
def test_a_route_declares_its_rule_and_its_methods(route: Route) -> None:
    assert route.rule is not None, f"{route.pattern} 没有声明访问规则"
    assert route.methods


def plain(rule_is_public: bool) -> list[str]:
    """Addresses without arguments that answer GET."""
    return [
        "/" + r.pattern
        for r in all_routes()
        if "<" not in r.pattern and "GET" in r.methods and (r.rule is PUBLIC) == rule_is_public
    ]


@pytest.mark.parametrize("path", plain(False))
def test_a_stranger_gets_into_no_inner_page(cast: Cast, visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(("/login", "/receipt"))


@pytest.mark.parametrize("person", dict(DOOR))
def test_each_person_finds_every_offered_page_open(cast: Cast, person: str) -> None:
    client = entered(person)
    page = client.get("/me").content.decode()
    nav = page.split('class="desk-nav"')[1].split("</nav>")[0]
    offered = [piece.split('"')[0] for piece in nav.split('href="')[1:]]
    assert offered
    for href in offered:
        assert client.get(href).status_code == 200, href


def test_each_person_begins_on_a_page_that_opens(cast: Cast) -> None:
    for login in dict(DOOR):
        assert entered(login).get("/", follow=True).status_code == 200, login


def test_no_inner_page_is_kept_by_a_cache(cast: Cast) -> None:
    assert "no-store" in entered("lin").get("/me").headers["Cache-Control"]


def test_every_page_forbids_inline_scripts_and_foreign_content(cast: Cast) -> None:
    for path in ("/login", "/officer", "/gallery"):
        response = entered("lin").get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        html = response.content.decode()
        assert " style=" not in html and "<style" not in html and "onclick" not in html


def test_what_is_hidden_answers_to_the_byte_like_what_is_missing(cast: Cast) -> None:
    foreign = entered("qian")
    hidden = foreign.get("/registry/items/CG-0101")
    missing = foreign.get("/registry/items/CG-9999")
    assert entered("lin").get("/registry/items/CG-0101").status_code == 200
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert dict(hidden.headers) == dict(missing.headers)
    assert "擅自占用" not in hidden.content.decode()


def test_who_may_not_is_told_who_may(cast: Cast) -> None:
    response = entered("lin").get("/registry/access-log")
    assert response.status_code == 403
    assert "本页面由审计管理员使用" in response.content.decode()
    log = entered("aud").get("/registry/access-log?account=lin").content.decode()
    assert "拒绝" in log and "/registry/access-log" in log
