"""Finding cases, on both databases."""

from __future__ import annotations

from django.db.models import F
from tests.matters import play as p

from xiezhi.journal.models import Entry
from xiezhi.matters.follow import keep_clock
from xiezhi.matters.models import Case
from xiezhi.matters.reads.tasks import tasks
from xiezhi.matters.search.finding import find
from xiezhi.matters.search.follow import handle
from xiezhi.registry.models import Account
from xiezhi.registry.scope import scope_for


def test_a_case_is_found_by_number_cause_or_party_and_stands_on_its_handlers_desk(
    db_on: str,
) -> None:
    p.set_up()
    play = p.filed(p.Play())
    own, foreign = (scope_for(Account.objects.get(login=code)) for code in ("lin", "qian"))
    last = Entry.objects.filter(matter=play.matter).latest("seq")
    handle(last)
    for words in ("罚案〔2026〕1号", "店招", "晨光百货", "店招 晨光"):
        assert [row.matter for row in find(own, words).rows] == [play.matter]
        assert not find(foreign, words).rows
    assert not find(own, "不存在的当事人").rows
    keep_clock(last)
    kept = Case.objects.get(clock_seq=F("seq"))
    assert kept.due_on is not None and kept.due_what
    assert [task.case.matter for task in tasks(own)] == [play.matter]
    assert not tasks(foreign)
