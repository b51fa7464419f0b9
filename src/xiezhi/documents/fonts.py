"""Typefaces for documents: loaded once, shared by every rendering, checked before a character can become a box.

The packaged Noto Sans SC and Noto Serif SC are always there; a node may add folders of its own licensed faces
(仿宋_GB2312, 方正小标宋, fonts for GB 18030 level 3) in `settings.XIEZHI_FONTS`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

import typst
from pylopdf_fonts_zh_cn import sans_path

#: For each use, faces in order of preference; the last of each is packaged.
PREFERRED = {
    "body": ("FangSong_GB2312", "FangSong", "Noto Serif SC"),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif SC"),
    "sans": ("SimHei", "Noto Sans SC"),
}
#: Never drawn: spaces, line ends, zero-width break, variation selectors.
UNDRAWN = frozenset([9, 10, 13, 32, 0xA0, 0x3000, 0x200B, 0x200D, *range(0xFE00, 0xFE10)])


@dataclass(frozen=True)
class Faces:
    """Loaded fonts, the code points they can draw and the families to use."""

    fonts: typst.Fonts
    drawn: frozenset[int]
    families: dict[str, list[str]]

    def cannot_draw(self, text: Iterable[str]) -> list[str]:
        """Characters of `text` that would come out as boxes, each once, in order."""
        unseen = dict.fromkeys(c for c in text if ord(c) not in self.drawn)
        return [c for c in unseen if ord(c) not in UNDRAWN]


@cache
def faces(folders: tuple[str, ...] = ()) -> Faces:
    """The packaged faces and those in `folders`. System fonts are never used: bytes must not depend on the machine."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(sans_path().parent), *folders],
    )
    known = set(fonts.families())
    files = sorted({f.path for f in fonts.fonts() if f.path})
    drawn = frozenset().union(*(code_points(Path(file)) for file in files))
    chosen = {use: [n for n in names if n in known] for use, names in PREFERRED.items()}
    return Faces(fonts, drawn, chosen)


def code_points(path: Path) -> set[int]:
    """All code points for which the font file (TrueType, OpenType or a collection) has a glyph."""
    with path.open("rb") as file:
        found: set[int] = set()
        for start in _font_starts(file):
            cmap = _table(file, start, b"cmap")
            for subtable in _subtables(file, cmap):
                found.update(_mapped(file, subtable))
        return found


def _read(file: BinaryIO, at: int, form: str) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(">" + form, file.read(struct.calcsize(">" + form)))


def _font_starts(file: BinaryIO) -> tuple[int, ...]:
    file.seek(0)
    if file.read(4) != b"ttcf":
        return (0,)
    (count,) = _read(file, 8, "I")
    return _read(file, 12, f"{count}I")


def _table(file: BinaryIO, start: int, tag: bytes) -> int:
    (count,) = _read(file, start + 4, "H")
    for record in range(start + 12, start + 12 + 16 * count, 16):
        file.seek(record)
        if file.read(4) == tag:
            return _read(file, record + 8, "I")[0]
    raise ValueError("字体文件没有字符表(cmap)")


def _subtables(file: BinaryIO, cmap: int) -> set[int]:
    (count,) = _read(file, cmap + 2, "H")
    records = (_read(file, cmap + 4 + 8 * n, "HHI") for n in range(count))
    return {cmap + offset for platform, _, offset in records if platform in (0, 3)}


def _mapped(file: BinaryIO, at: int) -> Iterator[int]:
    """Code points of one subtable. Format 12 holds every character; format 4 those of the first plane."""
    (form,) = _read(file, at, "H")
    if form == 12:
        (groups,) = _read(file, at + 12, "I")
        flat = _read(file, at + 16, f"{3 * groups}I")
        for first, last, glyph in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
            yield from range(first if glyph else first + 1, last + 1)
    elif form == 4:
        yield from _first_plane(file, at)


def _first_plane(file: BinaryIO, at: int) -> Iterator[int]:
    count = _read(file, at + 6, "H")[0] // 2
    ends = _read(file, at + 14, f"{count}H")
    starts = _read(file, at + 16 + 2 * count, f"{count}H")
    shifts = _read(file, at + 16 + 4 * count, f"{count}H")
    where = at + 16 + 6 * count
    offsets = _read(file, where, f"{count}H")
    for n in range(count):
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            slot = where + 2 * n + offsets[n] + 2 * (code - starts[n])
            glyph = _read(file, slot, "H")[0] if offsets[n] else (code + shifts[n]) & 0xFFFF
            if glyph:
                yield code
