"""Contexts of one invented case, from which every kind can be shown without real data."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from xiezhi.documents.pictures import for_print
from xiezhi.law.reading import Problem, Table, all_or_raise, read

SAMPLE_CODE = "0123456789ABC-DEFGHJKMNPQRS"


def sample(kind: str) -> dict[str, Any]:
    """A complete context for a document of `kind`, with a made-up code."""
    book = _book()
    return {
        **book["case"],
        "code": SAMPLE_CODE,
        "verify_url": f"https://example.invalid/v/{SAMPLE_CODE.replace('-', '')}",
        **book["kinds"].get(kind, {}),
    }


def sample_file() -> tuple[str, ...]:
    """The kinds of the papers that the invented case's own file holds."""
    return tuple(_book()["file"])


def sample_files(kind: str) -> dict[str, bytes]:
    """The pictures that the sample context of `kind` names."""
    return {row["file"]: for_print(picture()) or b"" for row in sample(kind).get("photos", ())}


def picture(width: int = 1200, height: int = 900, shade: int = 200) -> bytes:
    """A drawn stand-in for a photograph, as JPEG."""
    image = Image.new("RGB", (width, height), (shade, shade, shade))
    draw = ImageDraw.Draw(image)
    draw.rectangle(
        (width // 8, height // 3, width * 7 // 8, height * 5 // 6), outline="black", width=6
    )
    draw.line((0, 0, width, height), fill="gray", width=4)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def _book() -> Mapping[str, Any]:
    """The case, and what each kind has of its own: those of the first papers, then one file per stage."""
    here = Path(__file__).parent
    first, *stages = [
        _read(path)
        for path in (here / "sample_case.yaml", *sorted(here.glob("sample_kinds/*.yaml")))
    ]
    return {
        "case": first["case"],
        "file": first["file"],
        "kinds": ChainMap(first["kinds"], *stages),
    }


def _read(path: Path) -> Table:
    problems: list[Problem] = []
    table = read(path, problems)
    all_or_raise(problems)
    assert table is not None
    return table
