"""A value that already holds brings every matter before the law again; one that begins later does not."""

from __future__ import annotations

from datetime import date

import time_machine
from tests.lawroom.keeping import confirm, propose
from tests.lawroom.test_parameters_in_the_audit import filed
from tests.matters.play import moment

from xiezhi.journal.models import Entry
from xiezhi.matters.follow import keep_clock
from xiezhi.matters.models import Case
from xiezhi.matters.reads.clocks import refresh
from xiezhi.supervision.follow import daily, handle_all
from xiezhi.supervision.models import Card

DAYS = {"parameter_id": "case_handling_days"}


def follow(entry: Entry) -> None:
    handle_all([entry])
    keep_clock(entry)


def test_a_value_in_force_turns_what_is_under_way(db_on: str) -> None:
    with time_machine.travel(moment("2026-03-02T09:00"), tick=False):
        filed("m-1", "2026-03-02T09:00")
        handle_all(list(Entry.objects.all()))
    with time_machine.travel(moment("2026-04-20T09:00"), tick=False):
        refresh(Case.objects.get(pk="m-1"))
        daily()
    assert Case.objects.get(pk="m-1").due_on == date(2026, 6, 1)
    propose("p-1", "2026-04-20T10:00", 30, "2026-03-01", **DAYS)
    set_ = confirm("p-2", "2026-04-20T11:00", 30, "2026-03-01", **DAYS).entry
    with time_machine.travel(moment("2026-04-20T12:00"), tick=False):
        follow(set_)
        assert Case.objects.get(pk="m-1").clock_on is None
        refresh(Case.objects.get(pk="m-1"))
        daily()
    assert Case.objects.get(pk="m-1").due_on == date(2026, 4, 1)
    assert Card.objects.get(matter="m-1", norm="PEN-060-1").colour == "red"


def test_a_value_that_begins_later_leaves_them(sqlite_db: str) -> None:
    with time_machine.travel(moment("2026-03-02T09:00"), tick=False):
        filed("m-1", "2026-03-02T09:00")
        refresh(Case.objects.get(pk="m-1"))
    propose("p-1", "2026-03-03T10:00", 30, "2026-05-01", **DAYS)
    set_ = confirm("p-2", "2026-03-03T11:00", 30, "2026-05-01", **DAYS).entry
    with time_machine.travel(moment("2026-03-03T12:00"), tick=False):
        follow(set_)
    assert Case.objects.get(pk="m-1").clock_on == date(2026, 3, 2)
