"""Hide a case's people in its texts and say what was hidden and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiezhi.publicity.redaction.forms import FORMS
from xiezhi.publicity.redaction.names import masked


@dataclass(frozen=True, slots=True)
class Secret:
    """A text known from the case's structure that must not be published as it stands."""

    text: str
    replacement: str
    why: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """One replacement made: for the clerk's side-by-side view."""

    original: str
    replacement: str
    why: str
    count: int


def citizen(name: str, id_number: str = "", address: str = "", phone: str = "") -> list[Secret]:
    """What is hidden of a natural person who is a party, a witness or an informant.

    A name of one character is no name to search for: it stands inside other words.
    """
    rows = [
        Secret(name, masked(name), "自然人姓名"),
        Secret(id_number, "〔身份证件号码已隐去〕", "身份证件号码"),
        Secret(address, "〔住址已隐去〕", "住址"),
        Secret(phone, "〔电话已隐去〕", "电话"),
    ]
    return [row for row in rows if len(row.text) > 1]


def redact(text: str, secrets: Iterable[Secret]) -> tuple[str, list[Hidden]]:
    """The public text and the replacements made, longest secrets first."""
    found: list[Hidden] = []
    for secret in sorted(set(secrets), key=lambda s: -len(s.text)):
        count = text.count(secret.text)
        if count:
            text = text.replace(secret.text, secret.replacement)
            found.append(Hidden(secret.text, secret.replacement, secret.why, count))
    for form in FORMS:
        for match in dict.fromkeys(form.pattern.findall(text)):
            found.append(Hidden(match, form.replacement, form.why, text.count(match)))
            text = text.replace(match, form.replacement)
    return text, found
