"""Identifiers that sort by time (UUID version 7, RFC 9562)."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> str:
    """A new identifier for something recorded `at`."""
    milliseconds = int(at.timestamp() * 1000)
    chance = secrets.randbits(74)
    value = (milliseconds << 80) | (0x7 << 76) | ((chance >> 62) << 64)
    return str(UUID(int=value | (0b10 << 62) | (chance & (1 << 62) - 1)))
