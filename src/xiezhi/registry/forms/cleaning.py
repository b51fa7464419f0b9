"""Typed text of one field as its value, with the sentence to show when it cannot be understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date

from xiezhi.law.fields import Field, FieldType
from xiezhi.registry.corpus import corpus
from xiezhi.registry.forms import values
from xiezhi.registry.forms.widget import TEXT_MAX

#: 2026年11月21日, 2026/11/21 and 2026.11.21 are days too.
DATE_SIGNS = {ord("年"): "-", ord("月"): "-", ord("日"): "", ord("/"): "-", ord("."): "-"}


class NotUnderstood(ValueError):
    """The sentence to show beside the field."""


def clean(field: Field, text: str) -> Any:
    """The value of a text that is not empty: str, int (cents for amounts), bool, ISO day or moment.

    Raises NotUnderstood.
    """
    return _CLEANERS[field.type](field, text)


def shown(field: Field, value: Any) -> str:
    """A value as it stands in its input."""
    if value is None:
        return ""
    if field.type == "cents":
        return values.yuan(value)
    if field.type == "bool":
        return "true" if value else "false"
    if field.type == "datetime":
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%dT%H:%M")
    return str(value)


def _text(field: Field, text: str) -> str:
    plain = _TIDY.get(field.name, values.trimmed)(text)
    limit = field.max or TEXT_MAX
    if field.type == "text" and len(plain) > limit:
        raise NotUnderstood(f"「{field.title}」最多{limit}字，现在{len(plain)}字。")
    return plain


def _integer(field: Field, text: str) -> int:
    plain = values.compact(text).replace(",", "")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 15:
        raise NotUnderstood(f"「{field.title}」请写整数，例如 3。")
    if field.max is not None and int(plain) > field.max:
        raise NotUnderstood(f"「{field.title}」不能大于{field.max}。")
    return int(plain)


def _cents(field: Field, text: str) -> int:
    try:
        return values.cents(text)
    except ValueError:
        sentence = f"「{field.title}」请写以元为单位的数字，最多两位小数，例如 1200.50。"
        raise NotUnderstood(sentence) from None


def _date(field: Field, text: str) -> str:
    plain = values.compact(text).translate(DATE_SIGNS)
    parts = plain.split("-")
    padded = "-".join(part.zfill(2) for part in parts)
    try:
        found = parse_date(padded)
    except ValueError:
        found = None
    if found is None:
        raise NotUnderstood(f"「{field.title}」请写存在的日期，例如 2026年11月21日。")
    return found.isoformat()


def _datetime(field: Field, text: str) -> str:
    try:
        found = datetime.fromisoformat(values.trimmed(text))
    except ValueError:
        sentence = f"「{field.title}」请写日期和时间，例如 2026-11-21 10:05。"
        raise NotUnderstood(sentence) from None
    if timezone.is_naive(found):
        found = timezone.make_aware(found)
    return found.isoformat()


def _bool(field: Field, text: str) -> bool:
    if text not in ("true", "false"):
        raise NotUnderstood(f"「{field.title}」请选择是或者否。")
    return text == "true"


def _choice(field: Field, text: str) -> str:
    if text not in field.options:
        raise NotUnderstood(f"「{field.title}」请从所列的答案中选择。")
    return text


def _code(field: Field, text: str) -> str:
    return values.compact(text)


def _norm(field: Field, text: str) -> str:
    code = values.compact(text).upper()
    if code not in corpus().norms:
        raise NotUnderstood(f"「{field.title}」没有“{code}”，请从所列的规范中选择。")
    return code


_TIDY: Mapping[str, Callable[[str], str]] = {
    "party_id_number": lambda text: values.compact(text).upper(),
    "credit_code": lambda text: values.compact(text).upper(),
    "party_name": values.person_name,
    "legal_representative": values.person_name,
    "party_phone": values.compact,
    "notice_no": values.document_number,
    "decision_no": values.document_number,
    "letter_no": values.document_number,
}

_CLEANERS: Mapping[FieldType, Callable[[Field, str], Any]] = {
    "text": _text,
    "paragraph": _text,
    "integer": _integer,
    "cents": _cents,
    "date": _date,
    "datetime": _datetime,
    "bool": _bool,
    "choice": _choice,
    "party": _code,
    "person": _code,
    "item": _code,
    "evidence": _code,
    "norm": _norm,
}
