"""The code printed on a document: an ASCII address, so that every reader understands it."""

from __future__ import annotations

from io import BytesIO

import segno

#: One of the eight masks, always the same: to weigh all of them costs more than to draw the whole document. Readers
#: undo whichever is used; it matters only to badly worn prints.
MASK = 3


def qr_svg(address: str) -> bytes:
    """SVG of a QR code for `address`. Raises ValueError when it is not plain ASCII."""
    if not address.isascii():
        raise ValueError("二维码只写 ASCII 网址，不写汉字")
    out = BytesIO()
    code = segno.make(address, error="m", micro=False, mask=MASK)
    code.save(out, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return out.getvalue()
