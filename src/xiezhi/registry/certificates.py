"""How a certificate stands on a day, computed from its intervals; nothing is stored."""

from __future__ import annotations

from datetime import date

from xiezhi.registry.models import Certificate
from xiezhi.registry.screen.table import Tag

WORDS = {
    "valid": Tag("有效", "good"),
    "suspended": Tag("已暂停", "care"),
    "cancelled": Tag("已注销", "bad"),
    "expired": Tag("已过期", "bad"),
    "not_yet": Tag("尚未生效", "care"),
    "unknown": Tag("查无此证", "bad"),
}


def state(certificate: Certificate | None, on: date) -> str:
    """valid | suspended | cancelled | expired | not_yet | unknown on the day."""
    if certificate is None:
        return "unknown"
    if certificate.cancelled_on and on >= certificate.cancelled_on:
        return "cancelled"
    if on > certificate.valid_to:
        return "expired"
    if on < certificate.valid_from:
        return "not_yet"
    return "suspended" if _suspended(certificate, on) else "valid"


def _suspended(certificate: Certificate, on: date) -> bool:
    return any(
        s.since <= on and (s.until is None or on < s.until) for s in certificate.suspensions.all()
    )
