"""Amounts, days, articles and masked numbers as the screens write them."""

from __future__ import annotations

import re
from datetime import date, datetime

import cn2an


def yuan_words(cents: int) -> str:
    """12345678 → 123,456.78元; whole yuan without decimals."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole:,}.{rest:02d}元" if rest else f"{sign}{whole:,}元"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def moment_words(at: datetime) -> str:
    return f"{day_words(at)} {at:%H:%M}"


def article_words(article: str) -> str:
    """`51` → 第五十一条, `44-2` → 第四十四条之二; anything else stands as it is."""
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", str(article))
    if not found:
        return str(article)
    main, extra = found.groups()
    return f"第{_han(main)}条" + (f"之{_han(extra)}" if extra else "")


def _han(digits: str) -> str:
    words = cn2an.an2cn(int(digits), "low")
    return words[1:] if words.startswith("一十") else words


def masked(value: str) -> str:
    """Id numbers keep the first three and last two, telephone numbers the first three and last four."""
    if re.fullmatch(r"1\d{10}", value):
        return f"{value[:3]}****{value[-4:]}"
    if len(value) < 6:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 5) + value[-2:]


def fine_words(low: int | None, high: int | None) -> str:
    """A range of fines in cents as 500元至5,000元."""
    if low is None and high is None:
        return "不罚款"
    if not low:
        return f"{yuan_words(high or 0)}以下"
    return f"{yuan_words(low)}以上" if high is None else f"{yuan_words(low)}至{yuan_words(high)}"
