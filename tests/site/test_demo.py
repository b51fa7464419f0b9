"""The demo district: what was planted is found, and nothing else is."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from xiezhi.journal.follow import run_followers
from xiezhi.journal.models import Entry
from xiezhi.publicity.models import Publication
from xiezhi.registry.cast import DEMO_CODE
from xiezhi.site.city import truth
from xiezhi.site.city.compare import audited, compared, faults
from xiezhi.site.city.kinds import desk, kinds
from xiezhi.site.seed import NotTheDemos, seed_demo
from xiezhi.supervision.models import Card

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Plan and answers of this test lie beside its own database."""
    monkeypatch.setattr(settings, "DATA", tmp_path)


def test_every_planted_defect_of_every_kind_is_found_and_no_lawful_case_is_flagged(
    sqlite_db: str,
) -> None:
    with time_machine.travel(NOW, tick=False):
        seed_demo(cases=len(kinds()) + 30, each=1, crew=18, papers=2)
        found = audited(lambda sentence: None)
    answers = truth.read()
    assert sum(1 for answer in answers if answer.norms) >= 50
    rows = compared(answers, found.breached, found.unknown)
    assert faults(rows) == []


def seed_the_desks() -> int:
    """The demo people's own cases only."""
    with time_machine.travel(NOW, tick=False):
        return seed_demo(cases=len(desk()), crew=0, papers=1)


def test_the_desks_have_work_seeding_again_changes_nothing_and_other_data_is_refused(
    db_on: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert seed_the_desks() > 100
    while any(run_followers().values()):
        pass
    assert Publication.objects.filter(state="published").exists()
    cards, entries = Card.objects.count(), Entry.objects.count()
    assert seed_the_desks() == 0
    monkeypatch.setattr(settings, "DATA", tmp_path / "elsewhere")
    with pytest.raises(NotTheDemos, match="没有改动"):
        seed_the_desks()
    assert (Card.objects.count(), Entry.objects.count()) == (cards, entries)


def test_a_party_with_a_receipt_sees_its_own_case_and_nothing_else(sqlite_db: str) -> None:
    seed_the_desks()
    client = Client()
    assert client.get("/party/case").status_code == 302
    assert client.post("/receipt", {"code": DEMO_CODE}).status_code == 302
    page = client.get("/party/case").content.decode()
    assert "您现在需要做什么" in page and "立案" in page
    assert client.get("/cases/").status_code == 302
