"""Reading PDFs back, as a reader and as an inspector would."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2


def text_of(pdf: bytes) -> str:
    """All text, without line ends and spaces, so that line breaks do not matter."""
    return "".join(texts_of(pdf))


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, without line ends and spaces."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return ["".join(page.get_textpage().get_text_range().split()) for page in opened]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Name of each font in the file → whether its program is embedded."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        descriptors = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        embedded = ("/FontFile", "/FontFile2", "/FontFile3")
        return {str(d["/FontName"]): any(key in d for key in embedded) for d in descriptors}


def conformance(pdf: bytes) -> tuple[str, bool]:
    """The PDF/A part and level the file claims, and whether it has an output intent."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        meta = opened.open_metadata()
        claim = f"{meta.get('pdfaid:part')}{meta.get('pdfaid:conformance')}"
        return claim.lower(), "/OutputIntents" in opened.Root
