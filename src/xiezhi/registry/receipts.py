"""Receipt codes (查询码): what a party types to open the page of one matter."""

from __future__ import annotations

import secrets
import unicodedata
from hashlib import sha256

from django.utils import timezone

from xiezhi.registry.models import Party, Receipt

#: Without letters and digits that look alike: 16 signs, 80 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 16


def issue(matter: str, party: Party, code: str | None = None) -> str:
    """A new code for `party` in `matter`, in groups of four. Only its digest is stored."""
    plain = normal(code) if code else "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    Receipt.objects.create(
        digest=_digest(plain), matter=matter, party=party, issued_at=timezone.now()
    )
    return "-".join(plain[i : i + 4] for i in range(0, len(plain), 4))


def find(code: str) -> Receipt | None:
    return Receipt.objects.filter(digest=_digest(normal(code))).first()


def normal(code: str) -> str:
    """Full-width signs, small letters, spaces and dashes make no difference."""
    flat = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in flat if sign.isalnum())


def _digest(plain: str) -> str:
    return sha256(f"receipt:{plain}".encode()).hexdigest()
