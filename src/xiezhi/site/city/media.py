"""Photos and recordings made by arithmetic: small PNG and WAV files, the same for the same case."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from math import pi, sin
from random import Random

WIDTH, HEIGHT = 160, 120
RATE, SECONDS = 8000, 2
Colour = tuple[int, int, int]


def photo(rng: Random) -> bytes:
    """A street scene of sorts: sky, road, a house, something before it. PNG, about 2 kB."""
    sky, road, house, thing = (_colour(rng) for _ in range(4))
    left, top, far = rng.randint(10, 70), rng.randint(25, 50), rng.randint(100, 140)
    rows = []
    for y in range(HEIGHT):
        row = bytearray()
        for x in range(WIDTH):
            inside = left < x < left + 70 and top < y < 85
            before = far - 25 < x < far and 70 < y < 95
            shade = thing if before else house if inside else sky if y < 80 else road
            row += bytes(min(255, c + y // 4) for c in shade)
        rows.append(bytes([0]) + bytes(row))
    return _png(b"".join(rows))


def _colour(rng: Random) -> Colour:
    return rng.randint(40, 220), rng.randint(40, 220), rng.randint(40, 220)


def _png(raw: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def recording(rng: Random) -> bytes:
    """Two seconds of changing tones. WAV, 16 kB."""
    tones = [rng.randint(180, 700) for _ in range(8)]
    samples = bytes(
        128 + int(60 * sin(2 * pi * tones[n * 8 // (RATE * SECONDS)] * n / RATE))
        for n in range(RATE * SECONDS)
    )
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(samples)
    return out.getvalue()
