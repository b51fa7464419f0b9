"""Identifiers hidden wherever they stand, by their form."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern, what replaces a match, and why it is hidden."""

    pattern: re.Pattern[str]
    replacement: str
    why: str


def _form(pattern: str, replacement: str, why: str) -> Form:
    return Form(re.compile(pattern), replacement, why)


#: Longest first, so that an identity number is not taken for a telephone.
FORMS = (
    _form(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)",
          "〔身份证件号码已隐去〕", "身份证件号码"),
    _form(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "〔邮箱已隐去〕", "电子邮箱"),
    _form(r"(?<!\d)(?:62\d{14,17})(?!\d)", "〔账号已隐去〕", "银行账号"),
    _form(r"(?<!\d)1[3-9]\d{9}(?!\d)", "〔电话已隐去〕", "手机号码"),
    _form(r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)", "〔电话已隐去〕", "固定电话"),
    _form(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}(?![A-Z0-9])",
          "〔车牌已隐去〕", "车辆号牌"),
)  # fmt: skip
