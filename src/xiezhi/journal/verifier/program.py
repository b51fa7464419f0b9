"""`xiezhi journal verify`: exit code 0 with counts, 1 with the first alteration named, 2 if it cannot read."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from xiezhi.journal.verifier import attempts, checkpoints
from xiezhi.journal.verifier.bundle import Bundle, signed_rows
from xiezhi.journal.verifier.faults import Altered, Unusable
from xiezhi.journal.verifier.sealed import Boxes, unwrap_all
from xiezhi.journal.verifier.shapes import Secrets, Source
from xiezhi.journal.verifier.sqlite import Sqlite
from xiezhi.journal.verifier.unzip import unzipped
from xiezhi.journal.verifier.walk import Walk


def main(argv: Sequence[str]) -> int:
    chosen = _parser().parse_args(argv)
    try:
        with TemporaryDirectory(prefix="xiezhi-verify-") as room:
            report = verify(_source(chosen, Path(room)), _master(chosen.keys), chosen.witness)
    except Altered as fault:
        sys.stdout.write(f"核验不通过：{fault}\n")
        return 1
    except sqlite3.DatabaseError as fault:
        sys.stdout.write(f"核验不通过：数据库文件已损坏，无法读取（{fault}）。\n")
        return 1
    except Unusable as fault:
        sys.stderr.write(f"无法核验：{fault}\n")
        return 2
    sys.stdout.write(report)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("xiezhi journal verify", description="核验全过程记录")
    parser.add_argument(
        "bundle", nargs="?", type=Path, help="导出的记载包：文件夹，或者案卷包 .zip"
    )
    parser.add_argument("--database", help="SQLite 文件，或 postgresql:// 地址")
    parser.add_argument("--files", type=Path, help="节点的文件存储目录")
    parser.add_argument("--keys", type=Path, help="节点的密钥目录（主密钥、签名公钥）")
    parser.add_argument("--public-key", help="您从别处得到的节点公钥（64 位十六进制）")
    parser.add_argument("--witness", type=Path, help="您先前保存的 checkpoints.jsonl")
    return parser


def _source(chosen: argparse.Namespace, room: Path) -> Source:
    if chosen.bundle is not None:
        zipped = chosen.bundle.is_file()
        folder = unzipped(chosen.bundle, room) if zipped else chosen.bundle
        return Bundle(folder, chosen.public_key)
    if chosen.database is None:
        raise Unusable("请给出记载包，或用 --database 给出数据库。")
    if chosen.database.startswith(("postgresql://", "postgres://")):
        module = import_module("xiezhi.journal.verifier.postgresql")
        found: Source = module.Postgresql(chosen.database, chosen.files, chosen.keys)
        return found
    path = Path(chosen.database.removeprefix("sqlite:///"))
    return Sqlite(path, chosen.files, chosen.keys)


def _master(keys: Path | None) -> bytes | None:
    path = keys / "master.key" if keys else None
    if path is None or not path.is_file():
        return None
    try:
        return bytes.fromhex(path.read_text().strip())
    except ValueError:
        raise Unusable(f"{path} 不是一个主密钥。") from None


def verify(source: Source, master: bytes | None, witness: Path | None = None) -> str:
    """The report of a sound log. Raises Altered, Unusable."""
    secrets = Secrets(master)
    unwrap_all(source.keys(), secrets)
    tried = attempts.read(source.attempts(), source.moment)
    expected = checkpoints.read(source.checkpoints(), source.public, tried, not source.partial)
    if witness is not None:
        checkpoints.witness(signed_rows(witness), source.public, expected)
    walk = Walk(source, expected, Boxes(source.boxes(), secrets))
    walk.run()
    walk.files.check(source.files(), source, secrets, walk.erased)
    said = source.finish(walk.commitments)
    return _report(walk, len(tried)) + "".join(said)


def _report(walk: Walk, tried: int) -> str:
    files, boxes, expected = walk.files, walk.boxes, walk.expected
    text = (
        f"核验通过：{walk.count} 条记载、{files.checked} 个文件、{boxes.checked} 项密封内容、"
        f"{tried} 条被拒的尝试、{expected.count} 个检查点，没有发现改动。\n"
    )
    late = walk.count - expected.covered
    if late and not walk.source.partial:
        text += f"最后 {late} 条记载尚未被检查点盖住，只受散列链保护。\n"
    if boxes.unopened or files.unopened:
        text += f"没有主密钥或内容已删除：{boxes.unopened} 项密封内容、{files.unopened} 个文件只核对了外层。\n"
    if files.unread:
        text += f"没有给出 --files：{files.unread} 个文件的内容未核对。\n"
    return text
