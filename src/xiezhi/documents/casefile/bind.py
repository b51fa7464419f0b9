"""Putting PDFs into one: pages in order, 卷内第 n 页 over each, an outline, one PDF/A-2b statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import pikepdf

from xiezhi.documents.render import current_faces, typeset
from xiezhi.law.corpus import NATIONAL


def bind(
    front: Sequence[bytes], parts: Sequence[tuple[str, bytes]], title: str, at: datetime
) -> bytes:
    """One PDF of the unnumbered `front` and the titled, numbered `parts`.

    The first front PDF is the base: its output intent and PDF/A statement hold for the whole. The tags of single
    documents do not survive binding and are dropped rather than left half true (2b asks for none).
    """
    with pikepdf.open(BytesIO(front[0])) as book:
        for pdf in front[1:]:
            _append(book, pdf)
        starts = []
        first = len(book.pages)
        for _, pdf in parts:
            starts.append(len(book.pages))
            _append(book, pdf)
        _mark(book, first, at)
        _drop_tags(book)
        with book.open_outline() as outline:
            outline.root.clear()
            outline.root.extend(
                pikepdf.OutlineItem(name, start)
                for (name, _), start in zip(parts, starts, strict=True)
            )
        _state(book, title, at)
        out = BytesIO()
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _append(book: pikepdf.Pdf, pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as source:
        book.pages.extend(source.pages)


def _mark(book: pikepdf.Pdf, first: int, at: datetime) -> None:
    count = len(book.pages) - first
    if count == 0:
        return
    meta = json.dumps({"pages": count, "fonts": current_faces().families}, ensure_ascii=False)
    main = (NATIONAL / "documents" / "page_marks.typ").read_bytes()
    marks = typeset({"main.typ": main, "meta.json": meta.encode()}, at)
    with pikepdf.open(BytesIO(marks)) as overlay:
        for page, mark in zip(list(book.pages)[first:], overlay.pages, strict=True):
            _lay_over(book, page, mark)


def _lay_over(book: pikepdf.Pdf, page: pikepdf.Page, mark: pikepdf.Page) -> None:
    """As pikepdf's own overlay, but with a name that is the same every time."""
    form = book.copy_foreign(mark.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.FilePageMark)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ q %s Do Q\n" % str(name).encode("ascii"))


def _drop_tags(book: pikepdf.Pdf) -> None:
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines"):
        if key in book.Root:
            del book.Root[key]
    for page in book.pages:
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]


def _state(book: pikepdf.Pdf, title: str, at: datetime) -> None:
    with book.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:title"] = title
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = at.isoformat(timespec="seconds")
        meta["pdfaid:part"], meta["pdfaid:conformance"] = "2", "B"
