"""The whole file of a matter to hand over: one bag with the bundle, the bound PDF and a note on how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone

from xiezhi.documents.casefile.assemble import NothingToBind, assemble
from xiezhi.journal.bag import Bag
from xiezhi.journal.bundle_parts import Part, Scope, scope
from xiezhi.journal.files import missing, place
from xiezhi.journal.reads import entries

OPENED = "casefile.pdf 是装订的卷宗；opened.jsonl 是密封内容的明文，opened/ 是文件的明文。"
CLOSED = "本包没有密封内容和文件的明文。"


class FilesGone(Exception):
    """Stored files of the matter are not in the store; nothing was exported."""


def casefile_bag(
    matter: str, context: Mapping[str, Any], at: datetime, opened: bool
) -> Iterator[bytes]:
    """The zip, block by block; everything that can fail beforehand has been tried when this returns.

    `opened`: with personal values and files in the clear (the caller may give them out, and logs it).
    Raises FilesGone.
    """
    chosen = scope([matter], opened)
    _all_there(chosen)
    extra = [_text("README.txt", _readme(matter, context, chosen))]
    if opened:
        extra += _bound(matter, context, at)
    name = f"xiezhi-{matter}"
    return Bag(name, chosen, extra, str(context.get("organ_name", ""))).stream()


def _all_there(chosen: Scope) -> None:
    gone = [row for row in chosen.files if not place(row.id).is_file()]
    if gone:
        first = missing(gone[0].matter, gone[0].sha256)
        raise FilesGone(f"{first}共缺 {len(gone)} 个文件，没有导出。")


def _bound(matter: str, context: Mapping[str, Any], at: datetime) -> list[Part]:
    try:
        pdf = assemble(matter, context, at).pdf
    except NothingToBind:
        return []
    return [Part("casefile.pdf", lambda: BytesIO(pdf))]


def _readme(matter: str, context: Mapping[str, Any], chosen: Scope) -> str:
    lines = [
        f"事项 {matter}　{context.get('cause', '')}",
        f"导出时间 {timezone.localtime().isoformat(timespec='seconds')}，{chosen.entries} 条记载。",
        "核验（不用联网，不用数据库）：xiezhi journal verify 本压缩包.zip",
        "格式见 docs/journal-format.md 第 6 节。entries.jsonl 是全过程记载，containers/ 是加密的原存储文件。",
        OPENED if chosen.opened_too else CLOSED,
        "",
        "文件名　字节数　SHA-256（opened/ 下的文件名）",
    ]
    lines += [f"{name}　{size}　{sha256}" for sha256, (name, size) in _names(matter).items()]
    return "\n".join(lines) + "\n"


def _names(matter: str) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for entry in entries(matter):
        for file in entry.content["files"]:
            found.setdefault(file["sha256"], (file["name"], file["size"]))
    return found


def _text(path: str, content: str) -> Part:
    return Part(path, lambda: BytesIO(content.encode("utf-8")))
