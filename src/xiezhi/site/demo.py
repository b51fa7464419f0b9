"""`xiezhi demo`: a synthetic district on embedded SQLite, seeded once, then served; `xiezhi demo compare`."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from importlib import import_module

import django
from django.core.management import call_command
from django.db import OperationalError

from xiezhi.site.serve import serve

DATA = "var/demo"
#: A district's year is 77,293 penalties (the first of the seed reports).
MOST = 200_000
#: The foot of the public pages of an invented district.
FOOT = {
    "XIEZHI_SITE_HOST": "示范区人民政府(虚构)",
    "XIEZHI_SITE_OPERATOR": "示范区司法局(虚构)",
    "XIEZHI_SITE_CODE": "演示站点,无标识码",
    "XIEZHI_SITE_ICP": "演示站点,无备案",
    "XIEZHI_SITE_POLICE": "演示站点,无备案",
    "XIEZHI_SITE_PHONE": "010-55550102",
}


def prepare(port: int) -> None:
    """Settings of the demo node, its tables, its static files."""
    for name, value in FOOT.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("XIEZHI_DATA", DATA)
    os.environ.setdefault("XIEZHI_DEMO", "1")
    os.environ.setdefault("XIEZHI_PUBLIC_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.site.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def main(argv: list[str]) -> int:
    """Prepare, seed when empty, serve. Exit code 2: the database is not the demo's, or the disk is full."""
    options = _parser().parse_args(argv)
    try:
        prepare(options.port)
        sentence = _seeded(options.cases)
    except (OSError, OperationalError) as fault:
        if not _full(fault):
            raise
        sentence = (
            "磁盘已满：已写入的案件完整保留，正在写的一批没有写入。"
            "请腾出空间后再次运行同一命令，将从中断处接着装入。"
        )
    if sentence:
        print(sentence, file=sys.stderr)
        return 2
    return 0 if options.seed_only else serve(options.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xiezhi demo", description="装入虚构的示范区并提供网页服务"
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument(
        "--cases",
        type=_count,
        help="案件数（默认 2000；77293 是一个真实区一年的数量），只在首次装入时有效",
    )
    parser.add_argument("--seed-only", action="store_true", help="只装入，不提供网页服务")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"“{text}”：应为 1 到 {MOST} 的整数")
    return int(text)


def _seeded(cases: int | None) -> str:
    """Empty, or why the demo cannot be put here."""
    seed = import_module("xiezhi.site.seed")
    try:
        seed.seed_demo(cases, say=lambda sentence: print(sentence, flush=True))
    except seed.NotTheDemos as refused:
        return str(refused)
    return ""


def _full(fault: Exception) -> bool:
    return getattr(fault, "errno", None) == errno.ENOSPC or "full" in str(fault)


def compare(argv: list[str]) -> int:
    """`xiezhi demo compare`: the audit beside the answers written before any norm ran."""
    os.environ.setdefault("XIEZHI_DATA", DATA)
    django.setup()
    return int(import_module("xiezhi.site.city.compare").main(argv))
