"""Photos and recordings made by arithmetic: small PNG and WAV files, the same for the same case."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from math import pi, sin
from random import Random

WIDTH, HEIGHT = 160, 120
RATE, TONES, OF_A_TONE = 8000, 8, 2000
Colour = tuple[int, int, int]


def photo(rng: Random) -> bytes:
    """A street scene of sorts: sky, road, a house, something before it. PNG, less than 1 kB."""
    sky, road, house, thing = (_colour(rng) for _ in range(4))
    left, top, far = rng.randint(10, 60), rng.randint(25, 50), rng.randint(100, 140)
    rows = []
    for y in range(HEIGHT):
        ground = sky if y < 80 else road
        strips = [(left, ground), (70, house if top < y < 85 else ground)]
        line = b"".join(_strip(*strip, y) for strip in strips) + _strip(WIDTH, ground, y)
        if 70 < y < 95:
            line = line[: 3 * (far - 25)] + _strip(25, thing, y) + line[3 * far :]
        rows.append(b"\0" + line[: 3 * WIDTH])
    return _png(b"".join(rows))


def _colour(rng: Random) -> Colour:
    return rng.randint(40, 220), rng.randint(40, 220), rng.randint(40, 220)


def _strip(width: int, colour: Colour, y: int) -> bytes:
    return bytes(min(255, part + y // 4) for part in colour) * width


def _png(raw: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def recording(rng: Random) -> bytes:
    """Two seconds of changing tones. WAV, 16 kB."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(b"".join(_tone(rng.randint(180, 700)) for _ in range(TONES)))
    return out.getvalue()


def _tone(hertz: int) -> bytes:
    period = RATE // hertz
    once = bytes(128 + int(60 * sin(2 * pi * n / period)) for n in range(period))
    return (once * (OF_A_TONE // period + 1))[:OF_A_TONE]
