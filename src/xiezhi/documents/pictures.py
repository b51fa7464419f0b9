"""Photographs made fit for print. The original stays in the matter's files, byte for byte."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST = 1600
PRINTABLE = frozenset({"image/jpeg", "image/png", "image/webp"})


def for_print(data: bytes) -> bytes | None:
    """The picture upright and at most 1600 pixels long, as an SVG that holds it (virtual files must be text).

    None when `data` cannot be read as a picture.
    """
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None
    upright.thumbnail((LONGEST, LONGEST))
    out = BytesIO()
    upright.save(out, "JPEG", quality=82)
    return _svg(out.getvalue(), *upright.size)


def readable(file: BinaryIO) -> bool:
    """Whether the picture can be read to its end; what is not a picture of a known kind is not looked at."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            picture.draft("RGB", (LONGEST, LONGEST))
            picture.load()
    except UnidentifiedImageError:
        file.seek(0)
        return not file.read(3).startswith((b"\xff\xd8\xff", b"\x89PN"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _svg(jpeg: bytes, width: int, height: int) -> bytes:
    data = b64encode(jpeg).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:image/jpeg;base64,{data}"/></svg>'
    ).encode("ascii")
