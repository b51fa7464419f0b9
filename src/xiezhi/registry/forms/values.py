"""Typed text as people write it, brought to its normal form. Nothing here refuses what can be understood."""

from __future__ import annotations

import re
import unicodedata

BRACKETS = str.maketrans({"[": "〔", "]": "〕", "［": "〔", "］": "〕"})
DOTS = str.maketrans({"•": "·", "・": "·", "‧": "·"})


def compact(text: str) -> str:
    """Numbers and codes: full-width signs become plain ones, spaces go."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def trimmed(text: str) -> str:
    """Ordinary text: outer spaces go, line ends become one sort, full-width digits become plain."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return lines.translate({0xFF10 + n: str(n) for n in range(10)})


def person_name(text: str) -> str:
    """A name: the dot of names of minorities is always ·."""
    return " ".join(text.translate(DOTS).split())


def document_number(text: str) -> str:
    """A document number: [2026], (2026) and ［2026］ become 〔2026〕."""
    marked = compact(text).translate(BRACKETS)
    return re.sub(r"[(（](\d{4})[)）]", r"〔\1〕", marked)


def cents(text: str) -> int:
    """元 as people write them (1,234.5、１２３元) as cents. Raises ValueError."""
    plain = compact(text).replace(",", "").removesuffix("元").removeprefix("¥")
    found = re.fullmatch(r"(\d{1,12})(?:\.(\d{1,2}))?", plain)
    if not found:
        raise ValueError(text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def yuan(value: int) -> str:
    """Cents as they stand in an input: 1234.50."""
    return f"{value // 100}.{value % 100:02d}"
