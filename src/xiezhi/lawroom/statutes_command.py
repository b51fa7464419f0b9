"""`xiezhi statutes import DIR`: texts of statutes into the node's tables. Exit codes: 0 loaded, 2 nothing was."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from django.db import DatabaseError

from xiezhi.lawroom.reads.citations import unresolved
from xiezhi.lawroom.texts.reading import Unreadable
from xiezhi.lawroom.texts.taking import Taken, read_folder, take

#: Faults told one by one; the rest is counted.
TOLD = 50


class NoSource(Exception):
    """There is nothing to read at the place named; the message is a Chinese sentence."""


def main(argv: Sequence[str]) -> int:
    """Exit code 0: loaded (or already there); 2: a file is wrong, nothing was loaded."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        taken = take(read_folder(_folder(options), _progress))
    except NoSource as fault:
        return _refuse([str(fault)])
    except Unreadable as wrong:
        more = len(wrong.faults) - TOLD
        rest = [f"另有 {more} 处。"] if more > 0 else []
        return _refuse([*map(str, wrong.faults[:TOLD]), *rest])
    except DatabaseError as fault:
        return _refuse([f"不能写入本节点的数据库（{fault}）；新节点先运行 xiezhi manage migrate。"])
    _tell(taken, options.json)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xiezhi statutes import", description="载入法律文本：法名(日期).md，第…条各起一行"
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="Markdown 法律文本的文件夹"
    )
    parser.add_argument("--package", metavar="NAME", help="已安装的 Python 包，取其中的 .md 文件")
    parser.add_argument("--json", action="store_true", help="机器可读的结果")
    return parser


def _folder(options: argparse.Namespace) -> Path:
    if (options.folder is None) == (options.package is None):
        raise NoSource("请写一个文件夹，或者用 --package 写一个已安装的包，两者只写一个。")
    if options.folder is not None:
        if not options.folder.is_dir():
            raise NoSource(f"没有文件夹 {options.folder}。")
        return Path(options.folder)
    return _of_package(options.package)


def _of_package(name: str) -> Path:
    try:
        found = find_spec(name)
    except (ImportError, ValueError):
        found = None
    places = list(found.submodule_search_locations or ()) if found else []
    if not places:
        raise NoSource(f"没有安装名为 {name} 的包。")
    return Path(places[0])


def _progress(done: int, whole: int) -> None:
    if sys.stderr.isatty() or done == whole:
        sys.stderr.write(f"\r已读 {done}/{whole} 个文件" + ("\n" if done == whole else ""))


def _refuse(sentences: list[str]) -> int:
    sys.stderr.write("\n".join([*sentences, "没有载入任何文本。"]) + "\n")
    return 2


def _tell(taken: Taken, as_json: bool) -> None:
    missing = unresolved()
    if as_json:
        plain = {**taken.plain(), "unresolved": [str(each) for each in missing]}
        sys.stdout.write(json.dumps(plain, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(
        f"文件 {taken.files} 个：新载入 {taken.added} 部，更新 {taken.changed} 部，"
        f"没有变化 {taken.same} 部；写入 {taken.articles} 条。\n"
    )
    for each in missing:
        sys.stdout.write(f"规范 {each.norm} 所引{each}在该文本中没有。\n")
