"""Search: nothing missed, nothing wrong, nothing that is not this person's; on both databases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.matters import play as p

from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.erasure import erase
from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case
from xiezhi.matters.search import postings
from xiezhi.matters.search.excerpt import excerpts
from xiezhi.matters.search.finding import PAGE, find
from xiezhi.matters.search.follow import handle
from xiezhi.matters.search.index import write
from xiezhi.matters.search.models import CaseText
from xiezhi.matters.search.normal import normal, words
from xiezhi.matters.search.rebuild import main as rebuild_command
from xiezhi.matters.search.texts import Texts
from xiezhi.registry.models import Account
from xiezhi.registry.scope import Scope, scope_for

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
#: Few characters, so that words meet by chance: wide and narrow, brackets, rare ones, space, quotes.
CHARS = "罚款款违法王玥𬭎〔[（()]）〕２2０0aAＡb-—·• 　'\"*%_\n路"
officer = Scope(signed_in=True, grants={"officer": frozenset({"o1"})}, organs=frozenset({"o1"}))
overseer = Scope(
    signed_in=True, grants={"supervisor": frozenset({"b"})}, organs=frozenset({"o1", "o2"})
)


def _case(number: int, organ: str = "o1") -> Case:
    return Case(matter=f"m-{number:03d}", organ=organ, opened_at=NOW, changed_at=NOW)


def _texts(open_: list[str], sealed: list[str], number: int, organ: str = "o1") -> Texts:
    labelled = [tuple(("文字", text) for text in part) for part in (open_, sealed)]
    return Texts(_case(number, organ), *labelled)


def _store(all_: list[Texts]) -> None:
    postings.clear()
    CaseText.objects.all().delete()
    write([each.case.matter for each in all_], all_)


def _holds(texts: list[str], query: str) -> bool:
    """The floor: plain substring search in every text."""
    forms = [normal(text) for text in texts]
    asked = words(query)
    return bool(asked) and all(any(word in form for form in forms) for word in asked)


written = st.lists(st.text(CHARS, min_size=1, max_size=24), min_size=1, max_size=3)


@pytest.mark.usefixtures("db_on")
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(written, written), min_size=1, max_size=6), st.randoms(), st.data())
def test_what_plain_substring_search_finds_is_found_and_nothing_else(
    cases: list[tuple[list[str], list[str]]], chance: random.Random, data: st.DataObject
) -> None:
    _store([_texts(*pair, number) for number, pair in enumerate(cases)])
    queries = [data.draw(st.text(CHARS, min_size=1, max_size=4)) for _ in range(4)]
    for opened, sealed in cases:
        text = chance.choice([*opened, *sealed])
        start = chance.randrange(len(text))
        queries.append(text[start : start + chance.randint(1, 8)])
    for query in queries:
        for scope, parts in ((officer, (0, 1)), (overseer, (0,))):
            wanted = [
                f"m-{number:03d}"
                for number, pair in enumerate(cases)
                if _holds([text for part in parts for text in pair[part]], query)
            ]
            assert sorted(row.matter for row in find(scope, query).rows) == wanted


@pytest.mark.parametrize(
    ("written_", "asked"),
    [
        ("区城管罚〔2026〕12号", "[2026]12号"),
        ("区城管罚〔2026〕12号", "区城管罚（２０２６）１２号"),
        ("张　三", "张三"),
        ("KTV 包间", "ktv 包"),
        ("Ａ座2层", "a座２层"),
        ("艾合买提•买买提", "艾合买提·买买提"),
        ("湖北路１９－２号", "19-2"),
    ],
)
def test_the_way_it_was_typed_makes_no_difference(written_: str, asked: str) -> None:
    assert all(word in normal(written_) for word in words(asked))


def test_no_word_is_found_across_two_texts(db_on: str) -> None:
    _store([_texts(["违法停", "车款"], [], 1)])
    assert not find(officer, "停车").rows
    assert find(officer, "违法停 车款").rows


def test_pages_turn_both_ways_without_gap_or_repetition(db_on: str) -> None:
    _store([_texts([f"占道经营{n}"], [], n) for n in range(2 * PAGE + 5)])
    first = find(officer, "占道")
    second = find(officer, "占道", before=first.older)
    third = find(officer, "占道", before=second.older)
    pages = [[row.matter for row in found.rows] for found in (first, second, third)]
    assert [len(page) for page in pages] == [PAGE, PAGE, 5]
    assert sum(pages, []) == [f"m-{n:03d}" for n in reversed(range(2 * PAGE + 5))]
    assert (first.newer, third.older) == (None, None)
    back = find(officer, "占道", after=third.newer)
    assert [row.matter for row in back.rows] == pages[1]
    assert find(officer, "占道", after=second.newer).newer is None
    assert (first.count, first.more) == (2 * PAGE + 5, False)


def test_an_overseer_finds_no_sealed_narrative_and_a_foreign_officer_nothing(db_on: str) -> None:
    _store([_texts(["占道经营"], ["王某当场承认"], 1), _texts(["占道"], ["王某"], 2, "o2")])
    assert [row.matter for row in find(officer, "王某").rows] == ["m-001"]
    assert not find(overseer, "王某").rows
    assert len(find(overseer, "占道").rows) == 2
    both = replace(overseer, grants={**overseer.grants, "officer": frozenset({"o2"})})
    assert [row.matter for row in find(both, "王某").rows] == ["m-002"]


def test_an_index_row_holds_no_readable_text(db_on: str) -> None:
    _store([_texts(["占道经营"], ["王某当场承认"], 1)])
    for row in CaseText.objects.all():
        raw = bytes(row.line) + bytes(row.box)
        assert not any(word.encode() in raw for word in ("占道", "王某", "经营"))


def test_excerpts_mark_the_words_as_they_were_written() -> None:
    texts = [("案由", "占道经营"), ("决定书文号", "区城管罚〔２０２６〕12号")]
    found = excerpts(texts, words("[2026]12 占道"))
    marked = [[text for text, is_word in each.pieces if is_word] for each in found]
    assert marked == [["占道"], ["〔２０２６〕12"]]


def test_an_erased_matter_leaves_the_index_with_the_entry_that_erases(sqlite_db: str) -> None:
    p.set_up()
    play = p.filed(p.Play())
    last = Entry.objects.filter(matter=play.matter).latest("seq")
    handle(last)
    lin = scope_for(Account.objects.get(login="lin"))
    assert find(lin, "晨光百货").rows
    assert find(lin, "巡查发现店招超大").rows
    erase(_erasing(play), Case.objects.get(pk=play.matter).parties[0])
    handle(last)
    assert find(lin, "店招").rows, "an old entry changes nothing"
    handle(Entry.objects.filter(matter=play.matter).latest("seq"))
    assert not find(lin, "店招").rows
    assert not CaseText.objects.exists()


def test_what_a_complainant_says_is_never_indexed(sqlite_db: str) -> None:
    p.set_up()
    fields = {
        "source": "complaint",
        "cause": "未按规定设置店招标识",
        "clue_text": "巡查发现店招超大。",
        "sector": "urban",
        "region": "120199",
        "complainant_name": "欧阳知情",
        "complaint_text": "楼下噪声扰民三十天",
    }
    play = p.Play()
    play.do("clue_registered", "lin", "2026-03-01T16:00", fields, procedure="clue")
    handle(Entry.objects.get(matter=play.matter))
    lin = scope_for(Account.objects.get(login="lin"))
    assert find(lin, "店招超大").rows
    assert not find(lin, "欧阳").rows
    assert not find(lin, "噪声").rows


def _erasing(play: p.Play) -> Act:
    return Act(
        matter=play.matter,
        step="document_voided",
        procedure="clue",
        fields={},
        by=(Actor("lin", "officer", p.ORGAN),),
        at=datetime.now(tz=NOW.tzinfo),
        mode="attest",
        source="申请书",
        reason="依申请删除",
    )


def test_the_command_rebuilds_what_was_lost(db_on: str, capsys: pytest.CaptureFixture[str]) -> None:
    p.set_up()
    play = p.filed(p.Play())
    lin = scope_for(Account.objects.get(login="lin"))
    assert not find(lin, "店招").rows
    assert rebuild_command([]) == 0
    assert "案件检索已重建：1 件" in capsys.readouterr().out
    assert [row.matter for row in find(lin, "店招").rows] == [play.matter]
