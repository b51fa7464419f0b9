"""A zip is unpacked into a folder first. Names are checked; contents are checked by what they must be."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path, PurePosixPath
from struct import unpack
from typing import BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile
from zlib import error as DeflateError

from xiezhi.journal.verifier.faults import Altered, Unusable

BLOCK = 1024 * 1024
LOCAL_HEADER = 30


def unzipped(path: Path, into: Path) -> Path:
    """The one folder of the zip, unpacked below `into`. Raises Altered, Unusable."""
    if not is_zipfile(path):
        raise Altered(f"{path.name} 不是完整的压缩包：文件尾的目录缺失或者被改动。")
    try:
        with ZipFile(path) as packed, path.open("rb") as raw:
            tops = {_safe(info).parts[0] for info in packed.infolist()}
            _one_each(packed)
            _has_room(packed, into)
            for info in packed.infolist():
                _unpack(packed, raw, info, into)
    except (BadZipFile, NotImplementedError, OverflowError, ValueError, RuntimeError):
        raise Altered(f"{path.name} 的压缩包目录被改动，读不出来。") from None
    except OSError as fault:
        raise Unusable(f"不能在 {into} 展开压缩包（{fault.strerror}）。") from None
    if len(tops) != 1:
        raise Altered("压缩包里应当只有一个文件夹。")
    return into / tops.pop()


def _safe(info: ZipInfo) -> PurePosixPath:
    """The member's path, which stays below its folder. Raises Altered."""
    path = PurePosixPath(info.filename)
    plain = not path.is_absolute() and ".." not in path.parts and len(path.parts) > 1
    link = (info.external_attr >> 16) & 0o170000 == 0o120000
    if not plain or link or "\\" in info.filename or "\x00" in info.orig_filename:
        raise Altered(f"压缩包里的文件名「{info.filename!r}」不能使用，没有展开。")
    return path


def _one_each(packed: ZipFile) -> None:
    for name, times in Counter(packed.namelist()).items():
        if times > 1:
            raise Altered(f"压缩包里的文件 {name} 出现两次。")


def _has_room(packed: ZipFile, into: Path) -> None:
    wanted, free = sum(i.file_size for i in packed.infolist()), shutil.disk_usage(into).free
    if wanted > free:
        raise Unusable(
            f"展开压缩包要 {wanted} 字节，{into} 只剩 {free} 字节。请用 TMPDIR 另指一个地方。"
        )


def _unpack(packed: ZipFile, raw: BinaryIO, info: ZipInfo, into: Path) -> None:
    if info.is_dir():
        return
    target = into / _safe(info)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        if info.compress_type == ZIP_STORED:
            _copy_stored(raw, info, out)
            return
        try:
            with packed.open(info) as source:
                shutil.copyfileobj(source, out, BLOCK)
        except (BadZipFile, DeflateError, EOFError):
            raise Altered(f"压缩包里的文件 {info.filename} 被改动，解不开。") from None


def _copy_stored(raw: BinaryIO, info: ZipInfo, out: BinaryIO) -> None:
    """The bytes as they lie there, without the zip's own sum: what they must be is known better."""
    raw.seek(info.header_offset)
    header = raw.read(LOCAL_HEADER)
    if len(header) != LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise Altered(f"压缩包里的文件 {info.filename} 的头部被改动。")
    name, extra = unpack("<HH", header[26:30])
    if raw.read(name) != info.orig_filename.encode("utf-8"):
        raise Altered(f"压缩包里的文件 {info.filename} 的头部被改动。")
    raw.seek(extra, 1)
    rest = info.file_size
    while rest and (block := raw.read(min(rest, BLOCK))):
        out.write(block)
        rest -= len(block)
