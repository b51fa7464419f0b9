"""The signing PIN: asked again at the moment of a signature, so that an open screen does not sign by itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from xiezhi.registry import throttle
from xiezhi.registry.models import Account

DIGITS = 6


class PinRefused(ValueError):
    """The PIN was not taken; the message is what to show."""


def asked() -> bool:
    """Whether this node asks for PINs; nodes behind a unified sign-in may leave it to that."""
    return bool(settings.XIEZHI_SIGNING_PIN)


def set_pin(account: Account, pin: str, before: str = "") -> None:
    """Give the account its PIN; one that has a PIN already must state it. Raises PinRefused."""
    if account.pin:
        check_pin(account, before)
    if len(pin) != DIGITS or not pin.isascii() or not pin.isdecimal() or len(set(pin)) == 1:
        raise PinRefused(f"签名口令须是{DIGITS}位数字，且不能全是同一个数字。没有改动。")
    account.pin = make_password(pin)
    account.save(update_fields=["pin"])


def check_pin(account: Account, pin: str) -> None:
    """Returns when the PIN is right. Raises PinRefused; failed tries slow the next ones down."""
    if not account.pin:
        raise PinRefused("您还没有设置签名口令。请先在“我的”中设置，再签署。没有签署。")
    key = f"pin:{account.login}"
    wait = throttle.wait_seconds(key)
    if wait:
        raise PinRefused(f"连续多次输错签名口令，请{wait}秒后再试。没有签署。")
    if not check_password(pin, account.pin):
        throttle.failed(key)
        raise PinRefused("签名口令不对，请重新输入。没有签署。")
    throttle.forget(key)
