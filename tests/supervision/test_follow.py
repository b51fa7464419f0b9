"""Cards follow the journal: in runs as one by one, again as once, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.matters import play as p

from xiezhi.journal.models import Cursor, Entry
from xiezhi.supervision import follow
from xiezhi.supervision.follow import NAME, daily, handle, handle_all, refresh
from xiezhi.supervision.models import Arrival, Card, Watch
from xiezhi.supervision.reads import reach

SAID = ("matter", "norm", "row", "colour", "reason", "procedure", "item", "region", "cleared_at")


@pytest.fixture
def entries(db_on: str) -> list[Entry]:
    return _filed(2)


@pytest.fixture
def on_sqlite(sqlite_db: str) -> list[Entry]:
    return _filed(2)


def _filed(count: int) -> list[Entry]:
    """Cases filed in spring and left lying, written but not judged."""
    p.set_up()
    for _ in range(count):
        p.filed(p.Play())
    return list(Entry.objects.filter(line__isnull=False).order_by("line__position"))


def _cards() -> list[tuple[object, ...]]:
    return list(Card.objects.order_by("matter", "norm", "row").values_list(*SAID))


def test_a_run_of_entries_gives_the_cards_of_single_ones_and_repeating_changes_nothing(
    entries: list[Entry],
) -> None:
    handle_all(entries)
    together, changed = _cards(), set(Card.objects.values_list("pk", "changed_at"))
    assert {matter for matter, *_ in together} == {entry.matter for entry in entries}
    handle_all(entries)
    assert set(Card.objects.values_list("pk", "changed_at")) == changed
    Card.objects.all().delete()
    for entry in entries:
        handle(entry)
    assert _cards() == together
    organs = {entry.content["by"][0]["organ"] for entry in entries}
    assert set(Arrival.objects.values_list("organ", flat=True)) == organs


def test_a_card_whose_finding_is_gone_is_cleared_and_opens_again(on_sqlite: list[Entry]) -> None:
    handle_all(on_sqlite)
    card = Card.objects.filter(colour="red")[0]
    false = Card.objects.create(
        **{name: getattr(card, name) for name in ("matter", "norm", "organ", "verdict", "reason")},
        **{name: getattr(card, name) for name in ("law_version", "raised_at", "changed_at")},
        row="nothing",
        colour="red",
    )
    Card.objects.filter(pk=card.pk).update(cleared_at=timezone.now())
    refresh([card.matter], timezone.localtime())
    card.refresh_from_db()
    false.refresh_from_db()
    assert card.cleared_at is None
    assert false.cleared_at is not None


def test_judging_more_matters_asks_few_more_queries(on_sqlite: list[Entry]) -> None:
    matters = sorted({entry.matter for entry in on_sqlite})
    counts = []
    refresh(matters, timezone.localtime())
    for some in (matters[:1], matters):
        with CaptureQueriesContext(connection) as queries:
            refresh(some, timezone.localtime())
        counts.append(len(queries))
    assert counts[1] - counts[0] <= len(matters) - 1


def test_the_daily_round_judges_what_turns_and_ends(
    on_sqlite: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    handle_all(on_sqlite)
    turning = Watch.objects.exclude(next_on=None).count()
    assert turning and daily() == 0
    monkeypatch.setattr(follow, "TOGETHER", 2)
    tomorrow = timezone.localtime() + timedelta(days=1)
    assert daily(tomorrow) == turning
    assert daily(tomorrow) == 0


def test_the_board_says_how_far_it_has_read(on_sqlite: list[Entry]) -> None:
    Cursor.objects.create(name=NAME, position=7)
    found = reach()
    assert (found.read, found.last) == (7, None)
    assert found.behind == found.entries - 7 > 0
