"""Section 6.1: a bag around the bundle (RFC 8493), as a folder or as one zip."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xiezhi.journal.verifier.crypto import signed
from xiezhi.journal.verifier.faults import Altered

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
SIGNING = ("tagmanifest-sha256.txt", "tagmanifest.sig")
PAYLOAD = "data"
ROW = re.compile(r"([0-9a-f]{64})  (.+)")


def is_bag(folder: Path) -> bool:
    return (folder / "bagit.txt").is_file() or (folder / PAYLOAD / "manifest.json").is_file()


def check(folder: Path, public: Mapping[str, str], manifest: Mapping[str, Any]) -> None:
    """The tag files against their signature, the list of the payload against the signed manifest. Raises Altered."""
    listed = _text(folder / "tagmanifest-sha256.txt")
    _check_signature(folder, listed, public)
    tags = _rows(listed, "tagmanifest-sha256.txt")
    if tuple(sorted(tags)) != TAGS:
        raise Altered("tagmanifest-sha256.txt 所列的文件不对。")
    for name, sum_ in sorted(tags.items()):
        if _sum(folder / name) != sum_:
            raise Altered(f"包外层的文件 {name} 被改动。")
    _check_payload(folder, manifest)
    _check_info(folder, manifest)
    for path in sorted(folder.iterdir()):
        if path.name not in (*TAGS, *SIGNING, PAYLOAD):
            raise Altered(f"包外层多出文件 {path.name}。")


def _check_signature(folder: Path, listed: str, public: Mapping[str, str]) -> None:
    words = _text(folder / "tagmanifest.sig").removesuffix("\n").split(" ")
    sound = len(words) == 3 and words[0] == "ed25519" and words[1] in public
    if not sound or not signed(public[words[1]], listed, words[2]):
        raise Altered("tagmanifest-sha256.txt 或其签名 tagmanifest.sig 被改动。")


def _check_payload(folder: Path, manifest: Mapping[str, Any]) -> None:
    """The bundle has checked its own files; here only that the bag lists the same ones."""
    if (folder / "bagit.txt").read_bytes() != BAGIT:
        raise Altered("bagit.txt 被改动：不是 BagIt 1.0。")
    found = _rows(_text(folder / "manifest-sha256.txt"), "manifest-sha256.txt")
    expected = {f"{PAYLOAD}/{row['path']}": row["sha256"] for row in manifest["files"]}
    for name in ("manifest.json", "manifest.sig"):
        expected[f"{PAYLOAD}/{name}"] = _sum(folder / PAYLOAD / name)
    for path in sorted(found.keys() | expected.keys()):
        if found.get(path) != expected.get(path):
            raise Altered(f"manifest-sha256.txt 中 {path} 一行与记载包的清单不符。")


def _check_info(folder: Path, manifest: Mapping[str, Any]) -> None:
    """What bag-info says of the payload: how much it is, and which matters."""
    said = dict(row.partition(": ")[::2] for row in _text(folder / "bag-info.txt").splitlines())
    paths = [p for p in (folder / PAYLOAD).rglob("*") if p.is_file()]
    total = sum(path.stat().st_size for path in paths)
    about = " ".join(manifest["matters"] or [manifest["node"]])
    if said.get("Payload-Oxum") != f"{total}.{len(paths)}":
        raise Altered("bag-info.txt 所记的字节数或者文件数与内容不符。")
    if said.get("External-Identifier") != about:
        raise Altered("bag-info.txt 所记的事项与内容不符。")


def _rows(text: str, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        row = ROW.fullmatch(line)
        if row is None or row[2] in found:
            raise Altered(f"{name} 第 {number} 行不合格式。")
        found[row[2]] = row[1]
    return found


def _text(path: Path) -> str:
    if not path.is_file():
        raise Altered(f"包外层缺少文件 {path.name}。")
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _sum(path: Path) -> str:
    if not path.is_file():
        raise Altered(f"包内缺少文件 {path.name}。")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
