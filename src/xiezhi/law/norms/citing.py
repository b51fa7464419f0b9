"""《行政处罚法》第五十一条: how a citation reads."""

from __future__ import annotations

from collections.abc import Iterable

from xiezhi.law.norms.model import Citation

_DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")


def cited(cite: Citation) -> str:
    """One citation; an article that is not a number stands as it is written."""
    article = cite.article
    if article.isdecimal():
        return f"《{cite.law}》第{numeral(int(article))}条"
    return f"《{cite.law}》{article}"


def cited_all(cites: Iterable[Citation]) -> str:
    """All citations, joined by 、."""
    return "、".join(cited(each) for each in cites)


def numeral(number: int) -> str:
    """1–9999 in Chinese numerals."""
    if not 0 < number < 10000:
        return str(number)
    text, gap = "", False
    for place, digit in zip(_PLACES, f"{number:04d}", strict=True):
        if digit == "0":
            gap = bool(text)
        else:
            text += ("零" if gap else "") + _DIGITS[int(digit)] + place
            gap = False
    return text.removeprefix("一") if text.startswith("一十") else text
