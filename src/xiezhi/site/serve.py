"""Web server and worker under one parent."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence

BIND = "127.0.0.1"


def busy(port: int) -> bool:
    """Whether something already listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((BIND, port)) == 0


def web(port: int) -> list[str]:
    """The web server's command line."""
    return [
        sys.executable, "-m", "gunicorn", "xiezhi.site.wsgi:application",
        "--bind", f"{BIND}:{port}", "--workers", "2", "--threads", "4",
        "--worker-class", "gthread", "--log-level", "warning", "--timeout", "60",
    ]  # fmt: skip


def worker() -> list[str]:
    """The worker's command line."""
    return [sys.executable, "-c", "from xiezhi.site.command import main; main()", "worker"]


def together(commands: Sequence[list[str]]) -> int:
    """Run the commands until one ends or we are asked to stop; then stop all."""
    children = [subprocess.Popen(command, env=os.environ) for command in commands]

    def stop(*_: object) -> None:
        for child in children:
            child.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    os.wait()
    stop()
    for child in children:
        child.wait()
    return 0


def serve(port: int) -> int:
    """Serve the node at the port; says so in one sentence when the port is taken."""
    if busy(port):
        print(
            f"端口 {port} 已被占用:请先停止占用它的程序,或用 PORT=另一个端口 再试。",
            file=sys.stderr,
        )
        return 2
    print(f"獬豸已启动:http://{BIND}:{port} (按 Ctrl+C 停止)", flush=True)
    return together([web(port), worker()])


def main(argv: list[str]) -> int:
    """`xiezhi serve --port N`."""
    parser = argparse.ArgumentParser(prog="xiezhi serve")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    return serve(parser.parse_args(argv).port)
