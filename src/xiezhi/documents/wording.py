"""Numbers, amounts and days as legal documents write them."""

from __future__ import annotations

from datetime import date, datetime

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLAIN = "零一二三四五六七八九"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def capital_amount(cents: int) -> str:
    """大写金额: 2000000 → 贰万元整; 10203 → 壹佰零贰元零叁分. Up to 9,999,999,999,999.99 yuan."""
    if not 0 <= cents < 10**16:
        raise ValueError("金额须在零元至九万九千九百九十九亿元之间")
    yuan, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    head = _integer(yuan, _DIGITS, _PLACES) + "元" if yuan or not rest else ""
    if not rest:
        return head + "整"
    tail = _DIGITS[jiao] + "角" if jiao else ("零" if yuan else "")
    return head + tail + (_DIGITS[fen] + "分" if fen else "整")


def figures(cents: int) -> str:
    """20000.5 yuan → 20,000.50."""
    return f"{cents // 100:,}.{cents % 100:02d}"


def plain_yuan(cents: int) -> str:
    """Amount for running text, without separators, and without .00: 2000000 → 20000, 2050 → 20.50."""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"


def ordinal(number: int) -> str:
    """一、二、… 十、十一 … as used for headings and articles."""
    text = _integer(number, _PLAIN, ("", "十", "百", "千"))
    return text.removeprefix("一") if text.startswith("一十") else text


def article(text: str) -> str:
    """`58` → 第五十八条; a text that already names its article stays as it is."""
    return f"第{ordinal(int(text))}条" if text.isdecimal() else text


def law_title(text: str) -> str:
    """With exactly one pair of 《》."""
    return f"《{text.strip().removeprefix('《').removesuffix('》')}》" if text.strip() else ""


def chinese_day(day: date | str) -> str:
    """2026年11月21日. Raises ValueError for a text that is no ISO date."""
    day = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(at: datetime | str) -> str:
    """2026年11月21日9时05分. Raises ValueError for a text that is no ISO date and time."""
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{chinese_day(at.date())}{at.hour}时{at.minute:02d}分"


def _integer(number: int, digits: str, places: tuple[str, ...]) -> str:
    if number == 0:
        return digits[0]
    text, gap = "", False
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * power) % 10000
        if not group:
            gap = bool(text)
            continue
        zero = text and (gap or group < 1000)
        text += (digits[0] if zero else "") + _group(group, digits, places) + _GROUPS[power]
        gap = False
    return text.replace("万亿", "万") if _two_large(number) else text


def _two_large(number: int) -> bool:
    """万 and 亿 groups both present: 壹万贰仟亿 is written 壹万贰仟亿, not 壹万亿贰仟亿."""
    return number >= 10**12 and number // 10**8 % 10000 != 0


def _group(number: int, digits: str, places: tuple[str, ...]) -> str:
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + places[power]
        gap = digit == 0
    return text
