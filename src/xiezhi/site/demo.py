"""`xiezhi demo`: a synthetic district on embedded SQLite, seeded once, then served."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

import django
from django.core.management import call_command

from xiezhi.site.serve import serve

DATA = "var/demo"


def prepare(port: int) -> None:
    """Settings of the demo node, its tables, its static files."""
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
