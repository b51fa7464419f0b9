"""The demo district: what was planted is found, and nothing else is."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from xiezhi.publicity.models import Publication
from xiezhi.registry.cast import DEMO_CODE
from xiezhi.site.demo_cases import planted
from xiezhi.site.seed import seed_demo
from xiezhi.supervision.models import Card

NOW = datetime(2026, 11, 25, 11, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_every_planted_defect_raises_its_card_and_clean_cases_raise_none(db_on: str) -> None:
    with time_machine.travel(NOW, tick=False):
        assert seed_demo() > 200
    raised = defaultdict(set)
    for card in Card.objects.filter(cleared_at=None):
        raised[card.matter].add(card.norm)
    assert dict(raised) == {matter: norms for matter, norms in planted().items() if norms}


@pytest.fixture
def seeded(sqlite_db: str) -> None:
    with time_machine.travel(NOW, tick=False):
        seed_demo()


def test_a_party_with_a_receipt_sees_its_own_case_and_nothing_else(seeded: None) -> None:
    client = Client()
    assert client.get("/party/case").status_code == 302
    assert client.post("/receipt", {"code": DEMO_CODE}).status_code == 302
    page = client.get("/party/case").content.decode()
    assert "您现在需要做什么" in page and "立案" in page
    assert client.get("/cases/").status_code == 302


def test_seeding_twice_changes_nothing(seeded: None) -> None:
    with time_machine.travel(NOW, tick=False):
        cards = Card.objects.count()
        assert seed_demo() == 0
    assert Card.objects.count() == cards
    assert Publication.objects.filter(state="published").exists()
