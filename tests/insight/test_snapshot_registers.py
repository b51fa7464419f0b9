"""The register tables answer for every day as the live registers do."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.insight.snapshot.registers import REGISTERS, without, write_registers
from xiezhi.law.events import EPOCH
from xiezhi.registry.context import LiveRegisters
from xiezhi.registry.models import (
    Certificate,
    Item,
    KeptRow,
    Organ,
    Person,
    Qualification,
    Suspension,
)
from xiezhi.registry.models.kept import KEPT

START = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
PAUSES = st.lists(st.tuples(DAYS, st.none() | DAYS).filter(lambda p: p[1] is None or p[0] <= p[1]))


def d(n: int) -> date:
    return START + timedelta(days=n)


def fill_registers() -> None:
    """Certificates of every fate, a late qualification, an item with two versions, a young organ."""
    organ = Organ.objects.create(
        code="o1",
        name="甲局",
        short_name="甲",
        region="110101",
        kind="statutory",
        confirmed_on=d(3),
    )
    for n, cancelled in enumerate((None, d(15), d(0), d(60))):
        person = Person.objects.create(code=f"p{n}", name="某", organ=organ)
        for part, first in enumerate((2, 22)):
            Certificate.objects.create(
                person=person, number=f"c{n}-{part}", fields="综合", region="110101",
                valid_from=d(first), valid_to=d(first + 17), cancelled_on=cancelled,
            )  # fmt: skip
    for since, until in ((d(5), d(8)), (d(7), d(9)), (d(12), None)):
        certificate = Certificate.objects.get(number="c0-0")
        Suspension.objects.create(certificate=certificate, since=since, until=until, reason="暂扣")
    Qualification.objects.create(person=person, kind="law", since=d(10))
    for first, last in ((2, 9), (9, None)):
        Item.objects.create(
            code="i1", title="某", organ=organ, sector="market", basis=[], kinds=[],
            published_on=d(first), withdrawn_on=d(last) if last else None,
        )  # fmt: skip
    for register, attributes in KEPT.items():
        for n, (first, last) in enumerate(((4, 11), (20, None))):
            KeptRow.objects.create(
                register=register, key="o1", matter=f"{register}-{n}", valid_from=d(first),
                valid_to=d(last) if last else None, attributes=dict.fromkeys(attributes, "x"),
            )  # fmt: skip


def holds(rows: list[dict[str, Any]], key: str, day: int) -> bool:
    return any(
        r["key"] == key and r["from_day"] <= day and (r["to_day"] is None or day <= r["to_day"])
        for r in rows
    )


def test_every_register_answers_each_day_as_the_live_one(db_on: str, tmp_path: Path) -> None:
    fill_registers()
    counts = write_registers(tmp_path)
    live = LiveRegisters()
    for name in REGISTERS:
        rows = pq.read_table(tmp_path / f"register_{name}.parquet").to_pylist()
        assert len(rows) == counts[name] > 0
        answers = set()
        for key in ("o1", "i1", "p0", "p1", "p2", "p3", "nobody"):
            for day in range((d(-1) - EPOCH).days, (d(70) - EPOCH).days):
                wanted = live.valid(name, key, day, {})
                assert holds(rows, key, day) == wanted, (name, key, day)
                answers.add(wanted)
        assert answers == {True, False}


def test_certificates_carry_their_region_and_items_their_organ(db_on: str, tmp_path: Path) -> None:
    fill_registers()
    write_registers(tmp_path)
    for name, attribute, value in (
        ("certificate", "a_region", "110101"),
        ("item", "a_organ", "o1"),
        ("mandate", "a_power", "x"),
    ):
        table = pq.read_table(tmp_path / f"register_{name}.parquet")
        assert set(table[attribute].to_pylist()) == {value}


@given(DAYS, DAYS, PAUSES)
def test_what_is_left_of_an_interval_is_every_day_outside_the_pauses(
    start: date, end: date, pauses: list[tuple[date, date | None]]
) -> None:
    ordered = sorted(pauses, key=lambda p: p[0])
    left = [
        d(n)
        for a, b in without(start, end, ordered)
        for n in range((a - START).days, (b - START).days + 1)
    ]
    wanted = [
        day
        for day in (d(n) for n in range(41))
        if start <= day <= end and not any(s <= day and (u is None or day < u) for s, u in pauses)
    ]
    assert left == wanted
