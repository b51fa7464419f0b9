"""Coming in: with a password, as a person of the demo, with a receipt code."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.site.conftest import entered

from xiezhi.registry import receipts
from xiezhi.registry.demo import Cast
from xiezhi.registry.models import Account


def try_password(client: Client, password: str) -> tuple[int, str]:
    response = client.post("/login", {"login": "lin", "password": password})
    return response.status_code, response.content.decode()


@pytest.fixture
def known(cast: Cast) -> Account:
    account = Account.objects.get(login="lin")
    account.set_password("一把好伞")
    account.save()
    return account


def test_the_right_password_opens_the_desk(known: Account, visitor: Client) -> None:
    assert try_password(visitor, "一把好伞")[0] == 302
    assert visitor.get("/me").status_code == 200


def test_a_wrong_one_keeps_the_name_and_says_what_to_do(known: Account, visitor: Client) -> None:
    status, html = try_password(visitor, "不对")
    assert status == 400
    assert "<title>错误：" in html and "还有 1 处需要处理" in html and 'value="lin"' in html
    assert "不对</" not in html


def test_an_unknown_name_and_a_wrong_password_answer_alike(known: Account) -> None:
    one = Client().post("/login", {"login": "nobody", "password": "x"}).content.decode()
    other = Client().post("/login", {"login": "lin", "password": "x"}).content.decode()
    sentence = "登录名或者密码不对"
    assert sentence in one and sentence in other


def test_repeated_failures_wait_longer_and_longer_up_to_42_seconds(known: Account) -> None:
    now = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.get_default_timezone())
    waits = []
    with time_machine.travel(now, tick=False) as clock:
        for _ in range(12):
            status, html = try_password(Client(), "不对")
            if status == 429:
                waits.append(int(html.split("请")[1].split("秒")[0]))
                assert try_password(Client(), "一把好伞")[0] == 429
                clock.shift(timedelta(seconds=waits[-1]))
                try_password(Client(), "不对")
    assert waits == sorted(waits) and waits[-1] == 42


def test_a_switched_off_account_stays_outside(known: Account, visitor: Client) -> None:
    known.is_active = False
    known.save()
    assert try_password(visitor, "一把好伞")[0] == 400


def test_switching_an_account_off_ends_what_it_has_open(known: Account, visitor: Client) -> None:
    try_password(visitor, "一把好伞")
    Account.objects.update(is_active=False)
    assert visitor.get("/me").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_half_an_hour_of_silence_ends_the_session(cast: Cast, minutes: int, status: int) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = entered("lin")
        clock.shift(timedelta(minutes=minutes))
        assert client.get("/me").status_code == status


def test_twelve_hours_end_it_in_any_case(cast: Cast) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = entered("lin")
        for _ in range(35):
            clock.shift(timedelta(minutes=20))
            assert client.get("/me").status_code == 200
        clock.shift(timedelta(minutes=21))
        assert client.get("/me").status_code == 302


def test_outside_the_demo_nobody_enters_by_a_button(
    cast: Cast, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "XIEZHI_DEMO", False)
    assert "选择一个人进入" not in visitor.get("/login").content.decode()
    assert visitor.post("/login", {"person": "lin"}).status_code == 400


def test_the_way_back_never_leaves_the_node(cast: Cast, visitor: Client) -> None:
    away = visitor.post("/login", {"person": "lin", "next": "https://evil.example/"})
    assert away.headers["Location"] == "/"
    home = Client().post("/login", {"person": "lin", "next": "/glossary"})
    assert home.headers["Location"] == "/glossary"


def test_signing_out_needs_the_form_and_ends_the_session(cast: Cast) -> None:
    client = entered("lin")
    assert client.get("/logout").status_code == 405
    client.post("/logout")
    assert client.get("/me").status_code == 302


def test_a_form_from_elsewhere_is_refused_in_plain_words(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/login", {"person": "lin"})
    assert response.status_code == 403 and "页面已经过期" in response.content.decode()


def test_a_party_enters_with_the_code_and_sees_only_its_own_page(
    cast: Cast, visitor: Client
) -> None:
    code = receipts.issue("m-1", cast.parties["vendor"])
    assert visitor.get("/party").headers["Location"] == "/receipt"
    assert visitor.post("/receipt", {"code": code.lower()}).status_code == 302
    page = visitor.get("/party").content.decode()
    assert "王小满" in page and "13900000001" not in page and "139****0001" in page
    assert visitor.get("/registry/officers").status_code == 302


def test_guessing_receipt_codes_is_slowed_down(cast: Cast, visitor: Client) -> None:
    statuses = [visitor.post("/receipt", {"code": f"AAAA{n}"}).status_code for n in range(6)]
    assert statuses[0] == 400 and statuses[-1] == 429
