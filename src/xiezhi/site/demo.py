"""`xiezhi demo`: a synthetic district on embedded SQLite, seeded once, then served."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

import django
from django.core.management import call_command

from xiezhi.site.serve import serve

DATA = "var/demo"
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
    """Prepare, seed when empty, serve."""
    parser = argparse.ArgumentParser(prog="xiezhi demo")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    port = parser.parse_args(argv).port
    prepare(port)
    import_module("xiezhi.site.seed").seed_demo()
    return serve(port)
