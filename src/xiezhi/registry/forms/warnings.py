"""Doubts that do not block: check digits of id numbers and of credit codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stdnum.cn import ric, uscc

#: Answers that are valid although they are no number.
WITHOUT = ("拒绝提供", "无证件", "其他证件")


def warning(name: str, value: object) -> str:
    """A sentence to show beside the field, or nothing."""
    check = _CHECKS.get(name)
    if check is None or not isinstance(value, str) or value in WITHOUT:
        return ""
    return check(value)


def _id_number(value: str) -> str:
    if len(value) != 18 or ric.is_valid(value):
        return ""
    return "校验位与身份证号码规则不符，请与证件核对；确实如此的可以保留。"


def _credit_code(value: str) -> str:
    if uscc.is_valid(value):
        return ""
    return "校验位与统一社会信用代码规则不符，请与执照核对；确实如此的可以保留。"


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "party_id_number": _id_number,
    "complainant_id_number": _id_number,
    "credit_code": _credit_code,
}
