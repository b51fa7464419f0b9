"""Reading finished PDFs: their pages, text and pictures. PDFium serves one thread at a time, so it stands behind a lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2
from PIL import Image

_ONE_AT_A_TIME = Lock()


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        yield document


def page_count(pdf: bytes) -> int:
    with _opened(pdf) as document:
        return len(document)


def text_of(pdf: bytes) -> str:
    """All text, without spaces and line ends."""
    with _opened(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


def first_page(pdf: bytes, width: int) -> Image.Image:
    """The first page, `width` pixels wide."""
    with _opened(pdf) as document:
        page = document[0]
        return page.render(scale=width / page.get_width()).to_pil().convert("RGB")
