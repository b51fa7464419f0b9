"""Numbers with correct check digits that no one can hold: region 990101 is not in GB/T 2260."""

from __future__ import annotations

from datetime import date

REGION = "990101"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"


def credit_code(kind: str, number: int) -> str:
    """统一社会信用代码 (GB 32100-2015): `kind` is 91 for companies, 92 for sole traders."""
    body = f"{kind}{REGION}MA{_base31(number, 7)}"
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


def _base31(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, len(ALPHABET))
        digits = ALPHABET[rest] + digits
    return digits


def id_number(born: date, serial: int) -> str:
    """公民身份号码 (GB 11643-1999)."""
    body = f"{REGION}{born:%Y%m%d}{serial % 1000:03d}"
    total = sum(int(c) * w for c, w in zip(body, ID_WEIGHTS, strict=True))
    return body + ID_CHECKS[total % 11]
