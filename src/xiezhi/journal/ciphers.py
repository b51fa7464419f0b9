"""Authenticated encryption with an algorithm slot: AES-256-GCM by default, SM4-GCM by setting.

`XIEZHI_CIPHER = "sm4-gcm"` selects the national algorithm for what is sealed from then on; the first
byte of everything sealed names its algorithm, so old values stay readable.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY = 32
NONCE = 12
TAG = 16


class Damaged(Exception):
    """Sealed bytes do not open: changed, or sealed for another place."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One algorithm: `code` in the sealed bytes, `key_bytes` of its keys."""

    code: int
    key_bytes: int
    sm4: bool

    def encrypt(self, key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        if not self.sm4:
            return AESGCM(key).encrypt(nonce, data, bound)
        encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        """Raises Damaged."""
        try:
            return self._decrypt(key, nonce, data, bound)
        except (InvalidTag, ValueError):
            raise Damaged from None

    def _decrypt(self, key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
        if not self.sm4:
            return AESGCM(key).decrypt(nonce, data, bound)
        mode = modes.GCM(nonce, data[-TAG:])
        decryptor = Cipher(algorithms.SM4(key), mode).decryptor()
        decryptor.authenticate_additional_data(bound)
        return decryptor.update(data[:-TAG]) + decryptor.finalize()


SUITES = {"aes-256-gcm": Suite(1, 32, False), "sm4-gcm": Suite(2, 16, True)}
_BY_CODE = {suite.code: suite for suite in SUITES.values()}


def chosen() -> Suite:
    """The algorithm for new values."""
    return SUITES[getattr(settings, "XIEZHI_CIPHER", "aes-256-gcm")]


def suite(code: int) -> Suite:
    """The algorithm that sealed something. Raises Damaged for a code nobody uses."""
    if code not in _BY_CODE:
        raise Damaged
    return _BY_CODE[code]


def derive(key: bytes, suite: Suite, purpose: bytes, salt: bytes = b"") -> bytes:
    """A key of its own for one purpose (HKDF-SHA-256)."""
    return HKDF(hashes.SHA256(), suite.key_bytes, salt or None, purpose).derive(key)


def seal(key: bytes, purpose: bytes, data: bytes, bound: bytes) -> bytes:
    """Algorithm byte, nonce and ciphertext of a short value, bound to its place."""
    algorithm, nonce = chosen(), os.urandom(NONCE)
    inner = derive(key, algorithm, purpose)
    return bytes([algorithm.code]) + nonce + algorithm.encrypt(inner, nonce, data, bound)


def unseal(key: bytes, purpose: bytes, box: bytes, bound: bytes) -> bytes:
    """What `seal` was given. Raises Damaged."""
    if len(box) < 1 + NONCE + TAG:
        raise Damaged
    algorithm = suite(box[0])
    inner = derive(key, algorithm, purpose)
    return algorithm.decrypt(inner, box[1 : 1 + NONCE], box[1 + NONCE :], bound)
