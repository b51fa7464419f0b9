"""A kind and its context become a PDF/A-2b. Same context, same time, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import typst
from django.conf import settings

from xiezhi.documents.fonts import Faces, usable
from xiezhi.documents.kinds import Kind, Library, library
from xiezhi.documents.prepare import clause_texts, prepared, row_values, table_rows
from xiezhi.documents.qr import qr_svg

STANDARD = "a-2b"
#: Stands at the foot of what has not been issued.
PREVIEW = "预览稿，不具有效力"
#: How the columns of a form call those who sign (角色码 of procedures.md 0.4).
SIGNERS = {
    "officer": "承办人员",
    "unit_head": "承办机构负责人",
    "agency_head": "机关负责人",
    "case_reviewer": "案件审核人员",
    "hearing_chair": "听证主持人",
}


class NotDrawable(ValueError):
    """Characters that no loaded typeface can draw: they would come out as boxes in someone's name."""

    def __init__(self, found: Mapping[str, str]) -> None:
        self.characters = dict(found)
        named = "、".join(f"“{c}”(U+{ord(c):04X},在“{where}”中)" for c, where in found.items())
        super().__init__(
            f"字体中没有这些字：{named}。文书没有生成，已填内容未变。"
            "请由系统管理员安装收录该字的字体（Debian 软件包 fonts-babelstone-han、fonts-hanazono），"
            "或者核对是否误用了自造字。"
        )


class TemplateBroken(RuntimeError):
    """The template itself failed: a fault of the corpus, not of what was typed."""


def current_library() -> Library:
    """The kinds of this node's corpus layers."""
    return library(tuple(settings.XIEZHI_CORPUS))


def current_faces() -> Faces:
    """The typefaces of this node. Raises `FontMissing`."""
    return usable(tuple(str(folder) for folder in getattr(settings, "XIEZHI_FONTS", ())))


def render(
    kind: str,
    context: Mapping[str, Any],
    *,
    at: datetime | None = None,
    files: Mapping[str, bytes] | None = None,
    preview: bool = True,
    note: str = PREVIEW,
) -> bytes:
    """The document of `kind` as PDF/A-2b.

    `context` holds fields by the names of `fields/`, and of the document itself `organ_name`, `number` (文号),
    `made_on` (ISO), `code` and `verify_url`; without `code` it is a preview and says so (`note`), unless `preview` is
    false (covers and lists, which are no documents by themselves). `files` are pictures the template shows. `at` is
    written as the creation time (default: midnight of `made_on`).
    Raises `UnknownKind`, `NotPrintable` (`FontMissing` among them), `NotDrawable`.
    """
    shelf = current_library()
    described, ready = shelf.kind(kind), prepared(context, shelf)
    day = _made_on(ready, at)
    meta = _meta(described, shelf, context, ready, day) | {"preview": preview, "note": note}
    _refuse_boxes(ready | {"clauses": meta["clauses"], "title": meta["title"]}, shelf)
    titles = {n: title for n, title in shelf.titles.items() if n in described.names}
    said = {"data.json": ready, "meta.json": meta, "titles.json": titles}
    return typeset(
        described.sources
        | dict(files or {})
        | {name: json.dumps(each, ensure_ascii=False).encode() for name, each in said.items()}
        | ({"qr.svg": qr_svg(meta["url"])} if meta["code"] else {}),
        at or datetime(day.year, day.month, day.day, tzinfo=UTC),
    )


def typeset(sources: Mapping[str, bytes], at: datetime) -> bytes:
    """`main.typ` of the virtual files `sources`, as PDF/A-2b created `at`. Raises `TemplateBroken`."""
    try:
        made = typst.compile(  # type: ignore[call-overload]  # the stub omits virtual files
            dict(sources),
            font_paths=current_faces().fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise TemplateBroken(f"{error.message}\n{error.diagnostic}") from error
    return bytes(made)


def _made_on(ready: Mapping[str, Any], at: datetime | None) -> date:
    if ready.get("made_on"):
        return date.fromisoformat(str(ready["made_on"])[:10])
    return at.date() if at else date(1970, 1, 1)


def _meta(
    kind: Kind, shelf: Library, context: Mapping[str, Any], ready: Mapping[str, Any], day: date
) -> dict[str, Any]:
    return {
        "kind": kind.id,
        "title": kind.title_for(context),
        "organ": str(ready.get("organ_name") or ""),
        "number": str(ready.get("number") or ""),
        "code": str(context.get("code") or ""),
        "url": str(context.get("verify_url") or ""),
        "made_on": {"year": day.year, "month": day.month, "day": day.day},
        "seal": "demo" if kind.seal and ready.get("code") else "",
        "fonts": current_faces().families,
        "clauses": clause_texts(kind, shelf, context, ready, day),
        "rows": row_values(kind, ready, kind.wanted),
        "wanted": sorted(kind.wanted),
        "table": table_rows(kind, ready),
        "hands": list(kind.hands),
        "signs": [{"role": role, "title": SIGNERS.get(role, "") + "意见"} for role in kind.signs],
    }


def _refuse_boxes(ready: Mapping[str, Any], shelf: Library) -> None:
    found: dict[str, str] = {}
    known = current_faces()
    for name, text in _texts(ready, ""):
        for character in known.cannot_draw(text):
            found.setdefault(character, shelf.titles.get(name, name))
    if found:
        raise NotDrawable(found)


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
