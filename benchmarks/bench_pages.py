"""Measures pages under load at the size the node has, beside a bare Django page in the same run.

Usage: .venv/bin/python benchmarks/bench_pages.py [SECONDS]   (default 3 for each page; 4 readers at once)

Fill a node first: XIEZHI_DATA=/some/folder .venv/bin/python benchmarks/fill.py 77293, then run this with the same
XIEZHI_DATA (and XIEZHI_DATABASE for PostgreSQL). Without XIEZHI_DATA a node of 2,000 cases is filled for the run.
Two gunicorn processes as `xiezhi serve` starts them, on the same machine as the readers: p50 and p95 in ms as
the reader sees them, and the CPU time of the web processes for one page, which other work on the machine disturbs
less (without the database's own, on PostgreSQL). The reader is the supervisor of the district, who sees every case.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
MADE = (
    None if os.environ.get("XIEZHI_DATA") else tempfile.TemporaryDirectory(prefix="xiezhi-pages-")
)
if MADE:
    os.environ["XIEZHI_DATA"] = MADE.name
os.environ.update(
    DJANGO_SETTINGS_MODULE="page_settings",
    XIEZHI_DEMO="1",
    PYTHONPATH=os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from fill import main as fill  # noqa: E402
from table import Row, tell  # noqa: E402

from xiezhi.matters.models import Case  # noqa: E402
from xiezhi.registry.models import Account  # noqa: E402
from xiezhi.registry.sessions import SEEN, SINCE  # noqa: E402
from xiezhi.site.daily import take_statistics  # noqa: E402
from xiezhi.site.serve import web  # noqa: E402
from xiezhi.supervision.models import OPEN, Card  # noqa: E402

PORT, READERS, SUPERVISOR = 8199, 4, "song"
#: screens.md: desk pages and the board by p95 on the server; search has a budget of its own.
DESK, BOARD, SEARCH = 500, 1000, 800


@dataclass(frozen=True, slots=True)
class Page:
    """`budget` in ms for p95."""

    what: str
    address: str
    budget: int


def pages() -> list[Page]:
    found = Case.objects.exclude(matter__startswith="fill-").order_by("matter")[0]
    card = Card.objects.filter(OPEN).order_by("rank", "due_order", "id")[10]
    later = Case.objects.order_by("due_order", "-changed_at", "matter")[Case.objects.count() // 2]
    place = f"{later.due_order}~{later.changed_at.isoformat()}~{later.matter}"
    board, cases, search = "/supervision/", "/cases/", "/cases/search?q="
    return [
        Page("board", board, BOARD),
        Page("board, one unit", f"{board}?organ={card.organ}", BOARD),
        Page("board, one problem", f"{board}?norm={card.norm}", BOARD),
        Page("a card", f"{board}cards/{card.pk}", BOARD),
        Page("list of cases", cases, DESK),
        Page("list of cases, from the middle", f"{cases}?after={quote(place)}", DESK),
        Page("search, in every case", search + "2026", SEARCH),
        Page("search, one character", search + quote("王"), SEARCH),
        Page("search, a case number", search + quote(f"〔{timezone.now().year}〕777号"), SEARCH),
        Page("search, two words", search + quote("湖滨路 占道"), SEARCH),
        Page("search, not there", search + quote("没有这几个字"), SEARCH),
        Page("a case, replayed", f"{cases}{found.matter}/", DESK),
    ]


def signed_in() -> str:
    """The cookie of the supervisor's session."""
    client = Client()
    client.force_login(Account.objects.get(login=SUPERVISOR))
    session = client.session
    session[SINCE] = session[SEEN] = timezone.now().isoformat()
    session.save()
    return f"sessionid={client.cookies['sessionid'].value}"


def read(address: str, cookie: str, until: float) -> list[float]:
    """Milliseconds of each reading, one after the other. Raises RuntimeError for any answer but 200."""
    door, spent = HTTPConnection("127.0.0.1", PORT, timeout=60), []
    while perf_counter() < until:
        start = perf_counter()
        door.request("GET", address, headers={"Cookie": cookie})
        answer = door.getresponse()
        answer.read()
        spent.append(1000 * (perf_counter() - start))
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
    return spent


def load(address: str, cookie: str, seconds: float) -> list[float]:
    read(address, cookie, perf_counter() + 0.2)
    until = perf_counter() + seconds
    with ThreadPoolExecutor(READERS) as readers:
        parts = [readers.submit(read, address, cookie, until) for _ in range(READERS)]
    return sorted(ms for part in parts for ms in part.result())


def spent_by(parent: int) -> float:
    """CPU seconds of the children of a process so far (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(seconds: float, server: int) -> None:
    cookie, cases = signed_in(), Case.objects.count()
    at = f"{cases:,} cases, {connection.vendor}"
    plain = quantiles(load("/bare", cookie, seconds), n=20)
    tell(Row(f"bare page, p50 ({at})", plain[9], "ms"))
    for page in pages():
        before = spent_by(server)
        spent = load(page.address, cookie, seconds)
        cpu = 1000 * (spent_by(server) - before) / len(spent)
        p50, p95 = (quantiles(spent, n=20)[i] for i in (9, 18))
        beside = f"p50 {p50:,.0f}, {p50 / plain[9]:,.1f} × bare, CPU {cpu:,.0f}, {len(spent) / seconds:,.0f}/s"
        tell(Row(f"{page.what}, p95", p95, "ms", beside, "P14", f"≤ {page.budget} ms"))


def main(seconds: float) -> None:
    if MADE:
        fill(2000)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    take_statistics()
    server = subprocess.Popen(web(PORT))
    try:
        sleep(6)
        measure(seconds, server.pid)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
