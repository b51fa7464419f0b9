"""Taking evidence files in: type by content, size, duplicates, names (行政处罚法第四十六条)."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast

import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max

from xiezhi.documents.pictures import readable
from xiezhi.journal.acts import FileRef
from xiezhi.journal.files import store
from xiezhi.journal.intake import Readable
from xiezhi.journal.reads import history
from xiezhi.matters.models import EvidenceItem
from xiezhi.matters.reads.exhibits import last_number, listed

MB = 1024 * 1024
#: Media type → largest size in bytes. Nothing that a browser would run is among them.
ALLOWED = {
    "image/jpeg": 50 * MB,
    "image/png": 50 * MB,
    "image/heic": 50 * MB,
    "image/tiff": 50 * MB,
    "video/mp4": 2048 * MB,
    "video/quicktime": 2048 * MB,
    "audio/mpeg": 500 * MB,
    "audio/wav": 500 * MB,
    "audio/x-wav": 500 * MB,
    "application/pdf": 100 * MB,
}
HEAD = 64 * 1024
#: Files of one matter that may be numbered at the same moment.
AT_ONCE = 20
LONGEST_NAME = 120


class NotTakenIn(Exception):
    """The file was not stored, and nothing of it remains; the message says why and what to do."""


class AlreadyThere(NotTakenIn):
    """The same bytes are in the matter already, as `item`."""

    def __init__(self, item: EvidenceItem) -> None:
        self.item = item
        super().__init__(
            f"这个文件已经收过，是本案的证据{item.number}（{item.name}）。没有重复保存。"
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file is evidence as, when and where it was made, and who took it in (person code)."""

    kind: str
    taken_at: datetime
    place: str
    collector: str


def take_in(upload: UploadedFile, matter: str, origin: Origin) -> EvidenceItem:
    """Store the file with the journal and number it within the matter. Raises NotTakenIn, AlreadyThere."""
    name = harmless(upload.name or "")
    media = _media_type(upload, name)
    if not readable(cast(BinaryIO, upload.file)):
        raise NotTakenIn(
            f"照片“{name}”打不开：图像数据不完整或者已损坏，没有保存。请从原设备重新导出后再传。"
        )
    upload.seek(0)
    ref = store(cast(Readable, upload.file), name, matter, media)
    for _ in range(AT_ONCE):
        known = EvidenceItem.objects.filter(matter=matter, sha256=ref.sha256).first()
        if known:
            raise AlreadyThere(known)
        with suppress(IntegrityError):
            return _numbered(ref, matter, origin)
    raise NotTakenIn(f"同时上传的文件太多，“{name}”还没有编号。请稍候再传一次，不会重复。")


@transaction.atomic
def _numbered(ref: FileRef, matter: str, origin: Origin) -> EvidenceItem:
    rows = EvidenceItem.objects.select_for_update().filter(matter=matter)
    files = rows.aggregate(last=Max("number"))["last"] or 0
    last = max(files, last_number(listed(history(matter))))
    return EvidenceItem.objects.create(
        matter=matter,
        number=last + 1,
        kind=origin.kind,
        name=ref.name,
        sha256=ref.sha256,
        sm3=ref.sm3,
        size=ref.size,
        type=ref.type,
        taken_at=origin.taken_at,
        place=origin.place,
        collector=origin.collector,
    )


def _media_type(upload: UploadedFile, name: str) -> str:
    """What the bytes are, whatever the name says."""
    size = upload.size or 0
    if not size:
        raise NotTakenIn(f"文件“{name}”是空的，没有保存。请重新选择文件。")
    upload.seek(0)
    media = _sniffed(upload.read(HEAD))
    if media not in ALLOWED:
        raise NotTakenIn(
            f"文件“{name}”不是照片、录像、录音或者 PDF，没有保存。"
            "请上传 JPG、PNG、HEIC、TIFF、MP4、MOV、MP3、WAV 或者 PDF 文件；其他格式请先转换或者打印扫描。"
        )
    if size > ALLOWED[media]:
        raise NotTakenIn(
            f"文件“{name}”有 {size // MB} MB，超过 {ALLOWED[media] // MB} MB，没有保存。请分段后上传。"
        )
    return media


def _sniffed(head: bytes) -> str:
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def harmless(name: str) -> str:
    """A file name without folders, control and direction characters, and of bounded length."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    kept = kept.strip(" .") or "未命名文件"
    stem, dot, end = kept.rpartition(".")
    if not dot or len(end) > 8:
        return kept[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(end) - 1]}.{end}"


def file_ref(item: EvidenceItem) -> FileRef:
    return FileRef(item.name, item.sha256, item.sm3, item.size, item.type)
