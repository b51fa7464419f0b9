"""`xiezhi snapshot [--out DIR]`: the node as Parquet, for audit and statistics; personal data stay behind."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xiezhi.insight.snapshot.manifest import Manifest, SnapshotError
from xiezhi.insight.snapshot.write import write_snapshot
from xiezhi.law.reading import CorpusError
from xiezhi.registry.corpus import corpus


def main(argv: Sequence[str]) -> int:
    """Exit code 0: written; 2: not written, nothing is left behind."""
    parser = argparse.ArgumentParser("xiezhi snapshot", description="把本节点写成 Parquet 快照")
    parser.add_argument("--out", type=Path, metavar="DIR", help="空的或者不存在的文件夹")
    try:
        chosen = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    folder = chosen.out or _folder(timezone.localtime())
    try:
        done = write_snapshot(folder, corpus(), _say)
    except (SnapshotError, CorpusError) as fault:
        _say(str(fault))
        return 2
    except OSError as fault:
        _say(f"不能写入 {folder}（{fault.strerror}），没有留下快照；请检查磁盘空间和权限后重试。")
        return 2
    sys.stdout.write(_summary(folder, done) + "\n")
    return 0


def _folder(now: datetime) -> Path:
    return Path(settings.DATA) / "snapshots" / now.strftime("%Y%m%d-%H%M%S")


def _summary(folder: Path, done: Manifest) -> str:
    items = sum(done.rows.values()) - done.rows["events"]
    text = (
        f"已写入 {folder}：流水至第 {done.position} 条，事项 {done.matters}，记载 {done.rows['events']}，"
        f"清单行 {items}，登记簿行 {sum(done.registers.values())}。不含个人信息。"
    )
    if done.unknown:
        names = "、".join(f"{name}（{n}）" for name, n in sorted(done.unknown.items()))
        text += f"\n资料库没有说明、未写入的字段：{names}"
    return text


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
