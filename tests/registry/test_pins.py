"""The signing PIN: six digits, changed only by who knows it, slowed down by failed tries."""

from __future__ import annotations

import pytest

from xiezhi.registry.models import Account
from xiezhi.registry.pins import PinRefused, check_pin, set_pin


@pytest.fixture
def account(sqlite_db: str) -> Account:
    return Account.objects.create_user("lin", "dong-hu-2026")


def test_without_a_pin_nobody_signs(account: Account) -> None:
    with pytest.raises(PinRefused, match="还没有设置签名口令"):
        check_pin(account, "")


def test_only_six_digits_not_all_alike_are_taken(account: Account) -> None:
    for weak in ("", "12345", "1234567", "abcdef", "１２３４５６", "888888"):
        with pytest.raises(PinRefused, match="没有改动"):
            set_pin(account, weak)
    assert account.pin == ""


def test_a_pin_is_kept_as_digest_and_changed_only_by_who_knows_it(account: Account) -> None:
    set_pin(account, "202611")
    assert "202611" not in Account.objects.get().pin
    with pytest.raises(PinRefused, match="签名口令不对"):
        set_pin(account, "314159", before="000001")
    set_pin(account, "314159", before="202611")
    check_pin(account, "314159")


def test_failed_tries_make_the_right_pin_wait_too(account: Account) -> None:
    set_pin(account, "202611")
    for _ in range(4):
        with pytest.raises(PinRefused, match="不对"):
            check_pin(account, "000001")
    with pytest.raises(PinRefused, match="秒后再试"):
        check_pin(account, "202611")
