"""Section 5: algorithms, derived keys, sealed boxes, file containers, signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = {1: 32, 2: 16}
NONCE, TAG, SALT, BLOCK = 12, 16, 16, 1024 * 1024


class NotAuthentic(Exception):
    """Bytes do not open with their key in their place."""


def derived(key: bytes, algorithm: int, purpose: bytes, salt: bytes | None = None) -> bytes:
    if algorithm not in KEY_BYTES:
        raise NotAuthentic
    return HKDF(hashes.SHA256(), KEY_BYTES[algorithm], salt, purpose).derive(key)


def opened(algorithm: int, key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
    """Raises NotAuthentic."""
    if len(data) < TAG:
        raise NotAuthentic
    block = algorithms.AES(key) if algorithm == 1 else algorithms.SM4(key)
    decryptor = Cipher(block, modes.GCM(nonce, data[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(bound)
    try:
        return decryptor.update(data[:-TAG]) + decryptor.finalize()
    except InvalidTag:
        raise NotAuthentic from None


def unboxed(key: bytes, purpose: bytes, box: bytes, bound: bytes) -> bytes:
    """Content of `a || nonce || ciphertext`. Raises NotAuthentic."""
    if len(box) < 1 + NONCE + TAG:
        raise NotAuthentic
    inner = derived(key, box[0], purpose)
    return opened(box[0], inner, box[1 : 1 + NONCE], box[1 + NONCE :], bound)


def blocks(source: BinaryIO, key: bytes, matter: str, type: str) -> Iterator[bytes]:
    """The plain blocks of a container. Raises NotAuthentic."""
    head = source.read(5 + SALT)
    if len(head) != 5 + SALT or head[:4] != b"XZF1":
        raise NotAuthentic
    inner = derived(key, head[4], b"xiezhi-file-v1", head[5:])
    bound = head + f"{matter}\n{type}".encode()
    number, data = 0, source.read(BLOCK + TAG)
    while True:
        after = source.read(BLOCK + TAG)
        nonce = number.to_bytes(11, "big") + (b"\x00" if after else b"\x01")
        yield opened(head[4], inner, nonce, data, bound)
        if not after:
            return
        number, data = number + 1, after


def fingerprint(public: str) -> str:
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def signed(public: str, text: str, signature: str) -> bool:
    """Whether `signature`, 128 lower-case hexadecimal digits, is the key's over `text`."""
    if (
        not isinstance(signature, str)
        or len(signature) != 128
        or set(signature) - set("0123456789abcdef")
    ):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), text.encode("utf-8", "surrogateescape"))
    except (InvalidSignature, ValueError):
        return False
    return True
