"""Section 6: an export bundle as a source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes

from xiezhi.journal.verifier import bag, strict
from xiezhi.journal.verifier.crypto import fingerprint, signed
from xiezhi.journal.verifier.faults import Altered, Unusable
from xiezhi.journal.verifier.sealed import committed
from xiezhi.journal.verifier.shapes import Box, FileRow, Line, Signed, Tried, WrappedKey
from xiezhi.journal.verifier.strict import DIGEST, HEX, Shape

BLOCK = 1024 * 1024
LINE: Shape = {"position": int, "entry": DIGEST, "log": DIGEST}
BOX: Shape = {"id": str, "name": str, "key": str, "box": HEX}
FILE: Shape = {
    "id": DIGEST,
    "matter": str,
    "sha256": DIGEST,
    "sm3": DIGEST,
    "size": int,
    "type": str,
    "key": str,
}
PROOF: Shape = {"position": int, "path": [DIGEST]}
VALUE: Shape = {"entry": str, "name": str, "salt": DIGEST, "value": None}
SIGNED: Shape = {"text": str, "signature": str}
MANIFEST: Shape = {
    "v": int,
    "format": str,
    "node": str,
    "at": str,
    "matters": None,
    "size": int,
    "alg": str,
    "key": DIGEST,
    "public": [DIGEST],
    "files": [{"path": str, "sha256": DIGEST, "size": int}],
}


def _lines_of(path: Path) -> Iterator[str]:
    """Lines ended by LF alone; bytes that are no UTF-8 stay visible as such. Raises Altered."""
    if not path.is_file():
        raise Altered(f"包内缺少文件 {path.name}。")
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                raise Altered(f"{path.name} 第 {number} 行不完整。")
            yield line[:-1].decode("utf-8", "surrogateescape")


def _rows_of(path: Path, shape: Shape) -> Iterator[dict[str, Any]]:
    """Objects of this shape, one a line. Raises Altered."""
    for number, text in enumerate(_lines_of(path), 1):
        try:
            row = strict.read(text)
        except (ValueError, UnicodeError):
            row = None
        if not strict.fits(row, shape):
            raise Altered(f"{path.name} 第 {number} 行被改动：不合格式。")
        yield row


class Bundle:
    """A folder written by `journal export`, or a bag with such a folder as its payload."""

    def __init__(self, folder: Path, trusted: str | None) -> None:
        self.bag = folder if bag.is_bag(folder) else None
        self.folder = folder / bag.PAYLOAD if self.bag else folder
        self.manifest = self._signed_manifest(trusted)
        self.public = {fingerprint(key): key for key in self.manifest["public"]}
        self.partial = self.manifest["matters"] is not None
        self.opened = (self.folder / "opened.jsonl").is_file()

    def _signed_manifest(self, trusted: str | None) -> dict[str, Any]:
        path = self.folder / "manifest.json"
        if not path.is_file():
            if self.bag is not None:
                raise Altered("包内缺少清单 manifest.json。")
            raise Unusable(f"{self.folder} 不是记载包：没有 manifest.json。")
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        signature = self.folder / "manifest.sig"
        try:
            manifest = strict.read(text)
            if not strict.fits(manifest, MANIFEST):
                raise ValueError("manifest")
            keys = {fingerprint(key): key for key in manifest["public"]}
            key = keys[manifest["key"]]
            sound = signed(key, text, signature.read_bytes().decode("ascii", "replace"))
        except (ValueError, KeyError, OSError):
            raise Altered("包的清单 manifest.json 或其签名被改动。") from None
        if not sound or manifest["format"] != "xiezhi-journal-bundle" or manifest["v"] != 1:
            raise Altered("包的清单 manifest.json 或其签名被改动。")
        if trusted is not None and trusted not in keys.values():
            raise Altered("包不是由您信任的公钥签出的。")
        return dict(manifest)

    def lines(self) -> Iterator[Line]:
        entries = _lines_of(self.folder / "entries.jsonl")
        for row in _rows_of(self.folder / "log.jsonl", LINE):
            yield Line(row["position"], row["entry"], row["log"], next(entries, None))
        if next(entries, None) is not None:
            raise Altered("entries.jsonl 多出日志中没有位置的记载。")

    def boxes(self) -> Iterator[Box]:
        for row in _rows_of(self.folder / "sealed.jsonl", BOX):
            yield Box(row["id"], row["name"], row["key"], bytes.fromhex(row["box"]))

    def checkpoints(self) -> Iterator[Signed]:
        yield from signed_rows(self.folder / "checkpoints.jsonl")

    def attempts(self) -> Iterator[Tried]:
        for text in _lines_of(self.folder / "attempts.jsonl"):
            yield Tried(text)

    def files(self) -> Iterator[FileRow]:
        for row in _rows_of(self.folder / "files.jsonl", FILE):
            yield FileRow(**row)

    def keys(self) -> Iterator[WrappedKey]:
        return iter(())

    def tiles(self) -> dict[int, str]:
        return {}

    def proofs(self) -> dict[int, list[str]]:
        if not self.partial:
            return {}
        rows = _rows_of(self.folder / "proofs.jsonl", PROOF)
        return {row["position"]: row["path"] for row in rows}

    def container(self, id: str) -> Path:
        return self.folder / "containers" / id

    def moment(self, text: str) -> str:
        return text

    def finish(self, commitments: dict[tuple[str, str], str]) -> list[str]:
        """Values in the clear, then every file of the folder against the manifest; what to say of them.

        Raises Altered.
        """
        said = []
        if self.opened:
            values, files = self._check_values(commitments), self._check_plain_files()
            said = [f"随附明文：{values} 项密封内容与承诺相符，{files} 个文件与摘要相符。\n"]
        self._check_sums()
        if self.bag is not None:
            bag.check(self.bag, self.public, self.manifest)
        return said

    def _check_values(self, commitments: dict[tuple[str, str], str]) -> int:
        count = 0
        for row in _rows_of(self.folder / "opened.jsonl", VALUE):
            place = (row["entry"], row["name"])
            if commitments.get(place) != committed(*place, row["salt"], row["value"]):
                raise Altered(f"记载 {row['entry']} 的明文「{row['name']}」与承诺不符。")
            count += 1
        return count

    def _check_plain_files(self) -> int:
        rows = {row.sha256: row for row in self.files()}
        paths = sorted((self.folder / "opened").glob("*"))
        for path in paths:
            row = rows.get(path.name)
            if row is None or _plain_sums(path) != (row.sha256, row.sm3, row.size):
                raise Altered(f"明文文件 {path.name} 被改动。")
        return len(paths)

    def _check_sums(self) -> None:
        listed = {row["path"]: row for row in self.manifest["files"]}
        found = {
            path.relative_to(self.folder).as_posix(): path
            for path in self.folder.rglob("*")
            if path.is_file() and path.name not in ("manifest.json", "manifest.sig")
        }
        for name in sorted(listed.keys() | found.keys()):
            if name not in listed or name not in found:
                raise Altered(f"包内文件 {name} {'缺失' if name in listed else '不在清单之中'}。")
            if _sum(found[name]) != (listed[name]["sha256"], listed[name]["size"]):
                raise Altered(f"包内文件 {name} 被改动。")


def signed_rows(path: Path) -> Iterator[Signed]:
    """Checkpoints in a file of their own, as in a bundle. Raises Altered."""
    for row in _rows_of(path, SIGNED):
        yield Signed(row["text"], row["signature"])


def _plain_sums(path: Path) -> tuple[str, str, int]:
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            sha256.update(block)
            sm3.update(block)
            size += len(block)
    return sha256.hexdigest(), sm3.finalize().hex(), size


def _sum(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
