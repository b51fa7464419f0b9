"""Verification codes (核验码): 130 random bits in letters and digits that cannot be mistaken for one another."""

from __future__ import annotations

import secrets

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_MISREAD = str.maketrans("OILoil", "011011")


def new_code() -> str:
    """A fresh code; 26 characters of 5 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal(typed: str) -> str:
    """A code as someone typed it, in its stored form: capitals, no spaces or dashes, O→0, I and L→1."""
    return "".join(typed.translate(_MISREAD).upper().replace("-", " ").split())


def printed(code: str) -> str:
    """In two groups of thirteen, to be read aloud or typed."""
    return f"{code[:13]}-{code[13:]}"


def address(code: str) -> str:
    """Where the document with this code is verified."""
    return f"{settings.XIEZHI_PUBLIC_URL.rstrip('/')}/v/{code}"
