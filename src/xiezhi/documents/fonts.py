"""Typefaces for documents: loaded once, shared by every rendering, checked before a character can become a box.

The packaged Noto Sans SC and Noto Serif SC are always there and draw all of GB 18030 level 2. Names written with the
characters of level 3 (U+2xxxx) need Debian's fonts-babelstone-han and fonts-hanazono, used when they are installed; a
node may add folders of its own licensed faces (仿宋_GB2312, 方正小标宋) in `settings.XIEZHI_FONTS`.
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

from xiezhi.documents.prepare import NotPrintable

#: For each use, faces in order of preference; the last of each is packaged.
PREFERRED = {
    "body": ("FangSong_GB2312", "FangSong", "Noto Serif SC"),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif SC"),
    "sans": ("SimHei", "Noto Sans SC"),
}
PACKAGED = ("Noto Serif SC", "Noto Sans SC")
#: After those, for characters they lack; the first has the glyph shapes of mainland China, the second covers U+2xxxx.
RARE = ("BabelStone Han", "HanaMinA", "HanaMinB")
RARE_FOLDERS = ("/usr/share/fonts/truetype/babelstone", "/usr/share/fonts/truetype/hanazono")
#: 自造字: what a code point of these means is known only where it was made, so no face is believed about them.
PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0x110000))
#: Never drawn: spaces, line ends, zero-width break, variation selectors.
UNDRAWN = frozenset([9, 10, 13, 32, 0xA0, 0x3000, 0x200B, 0x200D, *range(0xFE00, 0xFE10)])


class FontMissing(NotPrintable):
    """A typeface of this node cannot be found; a document set without it would differ or show boxes."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"缺少字体：{what}。文书没有生成，没有占用文号，已填内容未变。"
            "请系统管理员恢复字体文件（或者改正 XIEZHI_FONTS 设置）并重新启动服务后再试。"
        )


@dataclass(frozen=True)
class Faces:
    """Loaded fonts with their files, the code points they can draw and the families to use."""

    fonts: typst.Fonts
    files: tuple[Path, ...]
    drawn: frozenset[int]
    families: dict[str, list[str]]

    def cannot_draw(self, text: Iterable[str]) -> list[str]:
        """Characters of `text` that would come out as boxes, each once, in order."""
        codes = ((c, ord(c)) for c in dict.fromkeys(text))
        return [c for c, code in codes if code not in self.drawn and code not in UNDRAWN]


@cache
def faces(folders: tuple[str, ...] = ()) -> Faces:
    """The packaged faces, those for rare characters and those in `folders`. Raises `FontMissing`.

    Other system fonts are never used: bytes must not depend on the machine.
    """
    for folder in folders:
        if not Path(folder).is_dir():
            raise FontMissing(f"字体目录“{folder}”")
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(sans_path().parent), *_present(RARE_FOLDERS), *folders],
    )
    known = set(fonts.families())
    for name in PACKAGED:
        if name not in known:
            raise FontMissing(f"“{name}”")
    files = tuple(sorted({Path(f.path) for f in fonts.fonts() if f.path}))
    drawn = frozenset().union(*map(code_points, files)).difference(*PRIVATE_USE)
    rare = [name for name in RARE if name in known]
    chosen = {use: [n for n in names if n in known] + rare for use, names in PREFERRED.items()}
    return Faces(fonts, files, drawn, chosen)


def usable(folders: tuple[str, ...] = ()) -> Faces:
    """The faces, their files seen to be still there. Raises `FontMissing` naming the first that is not."""
    found = faces(folders)
    for file in found.files:
        if not file.is_file():
            raise FontMissing(f"“{file.name}”")
    return found


def _present(folders: Iterable[str]) -> list[str]:
    return [folder for folder in folders if Path(folder).is_dir()]


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
