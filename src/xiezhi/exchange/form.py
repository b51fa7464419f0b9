"""The envelope as a file (docs/exchange-format.md): header, signature, then one line an entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.journal.canonical import canonical

ENVELOPE, RECEIPT = "xiezhi-envelope", "xiezhi-receipt"
VERSION = 1
#: The longest line read, in bytes; the journal's own entries are far shorter.
LONGEST = 16 * 1024 * 1024
#: What a header of each format must hold, and of which type.
SHAPES: dict[str, dict[str, type]] = {
    ENVELOPE: {
        "v": int, "from": str, "to": str, "number": int, "first": int, "last": int, "entries": int,
        "matters": int, "content": str, "alg": str, "key": str, "at": str,
    },
    RECEIPT: {
        "v": int, "from": str, "to": str, "number": int, "last": int, "entries": int, "added": int,
        "content": str, "header": str, "alg": str, "key": str, "at": str,
    },
}  # fmt: skip


class NotTaken(Exception):
    """Nothing of the file was taken in; the message is what to show."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A header: its data, its canonical text and the signature over that text."""

    data: dict[str, Any]
    text: str
    signature: str


def signed_lines(path: Path) -> Iterator[bytes]:
    """The lines of the file, each whole. Raises NotTaken for one that is cut off or too long."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), 1):
            if not line.endswith(b"\n"):
                raise NotTaken(
                    f"文件在第 {number} 行中断，不完整。没有收下任何内容；请向对方重新索取该文件。"
                )
            yield line[:-1]


def head_of(lines: Iterator[bytes], format: str) -> Signed:
    """The first two lines. Raises NotTaken when they are not a header and a signature of this format."""
    text, signature = _line(lines), _line(lines)
    data = as_object(text)
    if data is None or data.get("format") != format:
        word = "信封" if format == ENVELOPE else "回执"
        raise NotTaken(f"这不是交换{word}文件，或者开头已损坏。没有收下任何内容。")
    if data.get("v") != VERSION:
        raise NotTaken(
            f"文件的格式版本是 {data.get('v')}，本节点只认识 {VERSION}。没有收下任何内容；请先升级本节点。"
        )
    wrong = [n for n, kind in SHAPES[format].items() if type(data.get(n)) is not kind]
    if wrong or canonical(data) != text:
        raise NotTaken(
            f"文件头不符合格式（{'、'.join(wrong) or '不是规范写法'}）。没有收下任何内容。"
        )
    return Signed(data, text, signature)


def _line(lines: Iterator[bytes]) -> str:
    try:
        return next(lines, b"").decode()
    except UnicodeDecodeError:
        return ""


def as_object(text: str) -> dict[str, Any] | None:
    """The JSON object in `text`; None when it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def check_signature(head: Signed, public: str) -> None:
    """Raises NotTaken unless `public` (hexadecimal) signed the header."""
    raw = bytes.fromhex(public)
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(
            bytes.fromhex(head.signature), head.text.encode()
        )
    except (InvalidSignature, ValueError):
        raise NotTaken(
            f"签名不是节点 {head.data['from']} 的，或者内容在途中被改动。没有收下任何内容；"
            "请核对对方的公钥，再向对方重新索取。"
        ) from None
    if hashlib.sha256(raw).hexdigest() != head.data["key"]:
        raise NotTaken("文件头写的密钥与签名的密钥不是同一个。没有收下任何内容。")
