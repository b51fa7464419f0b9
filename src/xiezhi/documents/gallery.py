"""All kinds as they print, from sample data: for looking at, and for the golden pages."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from xiezhi.documents.kinds import Kind
from xiezhi.documents.paper import first_page, text_of
from xiezhi.documents.render import current_library, render
from xiezhi.documents.samples import sample, sample_files

COLUMNS, WIDTH, HEIGHT, CAPTION = 6, 420, 594, 34


def in_file_order() -> list[Kind]:
    """Kinds in the order of the case file; what belongs to no place in it (covers, lists) last."""
    return sorted(current_library().kinds.values(), key=lambda kind: (kind.part or 999, kind.id))


@cache
def sample_pdf(kind: str) -> bytes:
    """The kind rendered from its sample. Raises `UnknownKind`."""
    return render(kind, sample(kind), files=sample_files(kind))


def render_all(folder: Path) -> list[Path]:
    """Write one PDF per kind into `folder` (made when missing); the paths, in order of kind."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in sorted(current_library().kinds):
        path = folder / f"{kind}.pdf"
        path.write_bytes(sample_pdf(kind))
        paths.append(path)
    return paths


def texts() -> dict[str, str]:
    """The text of each kind's sample, without spaces."""
    return {kind: text_of(sample_pdf(kind)) for kind in current_library().kinds}


def thumbnail(kind: str) -> bytes:
    """The first page of the kind's sample as PNG."""
    out = BytesIO()
    first_page(sample_pdf(kind), WIDTH).quantize(32, Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def contact_sheet(path: Path) -> None:
    """The first pages of all kinds on one picture, each with its title and number of pages."""
    kinds = in_file_order()
    size = (COLUMNS * (WIDTH + 8), -(-len(kinds) // COLUMNS) * (HEIGHT + CAPTION + 8))
    sheet = Image.new("RGB", size, "#8a8f98")
    font = ImageFont.truetype(str(sans_path()), 20)
    for n, kind in enumerate(kinds):
        x, y = n % COLUMNS * (WIDTH + 8), n // COLUMNS * (HEIGHT + CAPTION + 8)
        sheet.paste(first_page(sample_pdf(kind.id), WIDTH), (x + 4, y + CAPTION))
        words = f"{n + 1}　{kind.title_for(sample(kind.id))}"
        ImageDraw.Draw(sheet).text((x + 6, y + 4), words, font=font, fill="white")
    sheet.quantize(64, Image.Quantize.FASTOCTREE).save(path, "PNG")
