"""Fills a node with rows of a district-year for measuring pages: straight into the tables, past the journal.

Usage: .venv/bin/python benchmarks/fill.py [CASES]   (default 77293; the node of XIEZHI_DATA / XIEZHI_DATABASE)

The demo's own cases go through the journal first, so that case pages have something to replay; the rows around
them have invented parties, texts of the usual length and cards. Nothing here is evidence of anything.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.site.settings")
os.environ.setdefault("XIEZHI_DEMO", "1")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from xiezhi.matters.models import Case  # noqa: E402
from xiezhi.matters.search import postings  # noqa: E402
from xiezhi.matters.search.index import write  # noqa: E402
from xiezhi.matters.search.models import CaseText  # noqa: E402
from xiezhi.matters.search.texts import Texts  # noqa: E402
from xiezhi.registry.corpus import corpus  # noqa: E402
from xiezhi.registry.models import Organ, Party  # noqa: E402
from xiezhi.site.seed import seed_demo  # noqa: E402
from xiezhi.supervision.models import Card, Watch  # noqa: E402

ORGANS, BATCH, SEED, REPLAYED = 46, 500, 20261125, 200
SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红建国",
)
TRADES = (
    "餐饮店",
    "超市",
    "建材经营部",
    "汽车维修中心",
    "物业服务有限公司",
    "食品有限公司",
    "便利店",
    "洗车行",
)
ROADS = (
    "湖滨路",
    "解放路",
    "人民东路",
    "工业北路",
    "学府街",
    "滨河大道",
    "新华路",
    "建设三路",
    "民主街",
    "迎宾路",
)
CAUSES = (
    "占道经营",
    "违法停放车辆",
    "擅自设置户外广告",
    "未按规定分类投放生活垃圾",
    "销售超过保质期的食品",
    "未取得许可从事餐饮服务",
    "夜间施工噪声超标",
    "运输车辆未密闭",
    "擅自占用绿地",
    "未公示收费标准",
)
PLAIN = (
    "当事人在",
    "门前",
    "经现场检查和询问核实",
    "事实清楚",
    "证据确凿",
    "有现场照片、视听资料和询问笔录为证",
    "当事人对违法事实没有异议",
    "责令立即改正",
    "情节较轻",
    "已主动消除危害后果",
    "依照有关规定处理",
    "要求在三日内提交整改报告",
    "初次违法",
)


def words(chance: random.Random, count: int) -> str:
    return "，".join(chance.choice(PLAIN) for _ in range(count)) + "。"


def organs() -> list[str]:
    """The demo's organs of its district and as many more as a district has."""
    here = Organ.objects.get(code="sf-cg")
    known = list(Organ.objects.filter(region=here.region).values_list("code", flat=True))
    more = [
        Organ(
            code=f"sf-{n:03d}",
            name=f"示范区第{n}执法单位",
            short_name=f"第{n}单位",
            region=here.region,
            kind="statutory",
            sector="urban",
            confirmed_on=date(2020, 1, 1),
        )
        for n in range(ORGANS - len(known))
    ]
    Organ.objects.bulk_create(more, ignore_conflicts=True)
    return known + [organ.code for organ in more]


def parties(chance: random.Random, count: int) -> list[Party]:
    def name() -> str:
        person = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))
        return person if chance.random() < 0.5 else f"示范区{person}{chance.choice(TRADES)}"

    rows = [Party(code=f"f{n:08d}", kind="citizen", name=name()) for n in range(count)]
    return Party.objects.bulk_create(rows, batch_size=BATCH)


def cases(chance: random.Random, count: int, where: list[str], who: list[Party]) -> Iterator[Texts]:
    now = timezone.localtime()
    for n in range(count):
        at = now - timedelta(minutes=n * 7)
        party, cause = chance.choice(who), chance.choice(CAUSES)
        place = f"{chance.choice(ROADS)}{chance.randint(1, 999)}号"
        closed = chance.random() < 0.85
        case = Case(
            matter=f"fill-{n:06d}",
            number=f"示综执罚案〔{at.year}〕{n + 1}号",
            procedure="penalty.ordinary",
            cause=cause,
            item="",
            sector="urban",
            parties=[party.code],
            organ=chance.choice(where),
            in_name_of="",
            phase="closing" if closed else "investigation",
            step="case_filed",
            state="archived" if closed else "open",
            opened_at=at - timedelta(days=40),
            changed_at=at,
            seq=15,
            clock_seq=15,
            clock_on=now.date(),
            due_on=None if closed else now.date() + timedelta(days=chance.randint(-5, 80)),
        )
        open_ = (
            ("案号", case.number),
            ("案由", cause),
            ("当事人", party.name),
            ("违法行为发生地", f"示范区{place}"),
            ("告知书文号", f"示综执罚告〔{at.year}〕{n + 1}号"),
            ("决定书文号", f"示综执罚决〔{at.year}〕{n + 1}号"),
            ("作出决定的机关", "示范区综合行政执法局"),
            ("管辖法院", "示范区人民法院"),
            ("票据号码", f"PJ{at.year}{n:07d}"),
        )
        story = f"{party.name}{at:%Y年%m月%d日}在{place}{cause}，"
        sealed = (
            ("线索内容", story + words(chance, 3)),
            ("笔录内容", f"问：{cause}是否属实？答：" + words(chance, 6)),
            ("事实", story + words(chance, 5)),
            ("裁量理由", words(chance, 3)),
            ("决定内容", words(chance, 4)),
        )
        yield Texts(case, open_, sealed)


def cards(chance: random.Random, made: list[Texts]) -> list[Card]:
    now, norms = timezone.localtime(), [n for n in corpus().norms.values() if n.breach is not None]
    rows = []
    for each in made:
        if chance.random() < 0.35:
            norm, colour = (
                chance.choice(norms),
                chance.choices(("red", "yellow", "grey"), (3, 5, 2))[0],
            )
            cleared = now if chance.random() < 0.3 else None
            rows.append(
                card_of(
                    each.case,
                    norm.id,
                    colour,
                    now - timedelta(hours=chance.randint(1, 9000)),
                    cleared,
                )
            )
    return rows


def card_of(case: Case, norm: str, colour: str, at: datetime, cleared: datetime | None) -> Card:
    return Card(
        matter=case.matter,
        norm=norm,
        row=f"{case.matter}/1",
        grain="case",
        organ=case.organ,
        colour=colour,
        verdict="breached" if colour != "grey" else "unknown",
        reason=f"{case.cause}：{corpus().norms[norm].breach.finding}",
        due_on=case.due_on,
        calculation=["起算：2026年3月2日。"],
        facts={"from_day": 20500},
        law_version=corpus().version,
        raised_at=at,
        changed_at=at,
        cleared_at=cleared,
    )


def main(count: int) -> None:
    chance, started = random.Random(SEED), perf_counter()
    call_command("migrate", verbosity=0)
    seed_demo(cases=REPLAYED)
    made = cases(chance, count, organs(), parties(chance, max(10, count // 4)))
    postings.clear()
    CaseText.objects.all().delete()
    indexed, done = 0.0, 0
    while batch := list(islice(made, BATCH)):
        Case.objects.bulk_create([each.case for each in batch])
        Card.objects.bulk_create(cards(chance, batch))
        Watch.objects.bulk_create(
            [Watch(matter=e.case.matter, judged_at=timezone.now()) for e in batch]
        )
        before = perf_counter()
        write([each.case.matter for each in batch], batch)
        indexed, done = indexed + perf_counter() - before, done + len(batch)
    before = perf_counter()
    postings.tidy()
    print(
        f"{done} cases in {perf_counter() - started:.0f} s; index {indexed:.0f} s, merged in {perf_counter() - before:.0f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 77293)
