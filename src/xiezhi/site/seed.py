"""Fills an empty demo node: the register, the right answers, then the invented cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from django.utils import timezone

from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case
from xiezhi.registry import cast, receipts
from xiezhi.registry.demo import seed
from xiezhi.registry.demo_people import CITY
from xiezhi.registry.models import Organ, Party
from xiezhi.site.city import truth
from xiezhi.site.city.plan import Plan
from xiezhi.site.city.writing import write_cases, write_register

CASES, SEED, PAPERS = 2000, 20260201, 50


class NotTheDemos(RuntimeError):
    """The database holds something that the demo did not write."""


def seed_demo(
    cases: int | None = None,
    each: int | None = None,
    crew: int | None = None,
    papers: int = PAPERS,
    say: Callable[[str], None] = lambda sentence: None,
) -> int:
    """Seed what is not there yet; how many entries are new. Run again it changes nothing.

    `cases`, `each`, `crew` and `papers` (see Plan) count only for a new district; an interrupted one goes on by its own plan.
    Raises NotTheDemos.
    """
    plan = _plan(Plan(SEED, cases or CASES, timezone.localtime(), each, crew, papers))
    if plan.done:
        say(f"示范区已装入（{plan.cases} 个案件，{plan.today}），继续使用。")
        return 0
    before = Entry.objects.count()
    hosts = seed(plan.now).parties
    say("示范区名录：46 个执法主体、2676 名执法人员")
    write_register(plan)
    truth.write(plan)
    write_cases(plan, hosts, say)
    _receipt(hosts)
    checkpoint()
    plan.finished().write(truth.folder())
    return Entry.objects.count() - before


def _plan(plan: Plan) -> Plan:
    """The plan kept beside the database, or the new one. Raises NotTheDemos."""
    ours = Organ.objects.filter(code=CITY).exists()
    kept = _kept(truth.folder())
    if Entry.objects.exists() and not (ours and kept):
        raise NotTheDemos(
            "这个数据库里已有其他数据，没有装入示范区，原有数据没有改动。"
            "请用 XIEZHI_DATA=另一个空文件夹 再运行；要重装示范区，先删除原来的数据文件夹。"
        )
    if kept and ours:
        return kept
    plan.write(truth.folder())
    return plan


def _kept(folder: Path) -> Plan | None:
    try:
        return Plan.read(folder)
    except FileNotFoundError:
        return None


def _receipt(hosts: Mapping[str, Party]) -> None:
    """The demo's party holds a receipt for its first case."""
    if receipts.find(cast.DEMO_CODE) is None:
        party = hosts["vendor"]
        matter = next(c.matter for c in Case.objects.order_by("pk") if party.code in c.parties)
        receipts.issue(matter, party, cast.DEMO_CODE)
