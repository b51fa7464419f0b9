"""The second officer is named by the first and answers on an own login (行政处罚法第四十二条)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.matters import play as p

from xiezhi.journal.models import Entry
from xiezhi.matters.acts.actors import NAMED
from xiezhi.matters.models import Presence
from xiezhi.matters.reads.presence import confirm_by, presence_tag
from xiezhi.supervision.follow import refresh
from xiezhi.supervision.models import Card

Cast = Callable[[str], Client]
SHOWN = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}


@pytest.fixture
def entry(cast: Cast) -> str:
    """The entry of an act that `lin` recorded through the page, naming `chen`."""
    matter = p.filed(p.Play()).matter
    client, address = cast("lin"), f"/cases/{matter}/do/penalty.ordinary/id_shown/"
    around = dict(client.get(address).context["form"].hidden)
    done = client.post(address, around | SHOWN | {"second": "chen", "go": "sign"})
    assert done.status_code == 302, done.context["errors"]
    return str(done.url.rstrip("/").rpartition("/")[2])


def test_the_named_officer_finds_it_on_the_desk_and_confirms_once(cast: Cast, entry: str) -> None:
    named = Entry.objects.get(pk=entry)
    assert named.content["by"][1]["proof"] == NAMED
    assert "确认共同办理：出示执法证件" in cast("chen").get("/desk/").content.decode()
    assert "确认共同办理" not in cast("lin").get("/desk/").content.decode()
    address = f"/presence/{entry}/"
    assert cast("lin").get(address).status_code == 404
    assert "林越登记了" in cast("chen").get(address).content.decode()
    assert cast("chen").post(address, {"act": "confirm"}).status_code == 302
    assert Entry.objects.filter(matter=named.matter, step="presence_confirmed").count() == 1
    again = cast("chen").post(address, {"act": "deny", "reason": "记错了"})
    assert again.status_code == 409 and "已经回答过" in again.content.decode()
    assert "已确认" in cast("lin").get(f"/cases/{named.matter}/log/").content.decode()


def test_a_denial_needs_its_reason_and_shows_as_a_breach_and_in_the_record(
    cast: Cast, entry: str
) -> None:
    address, matter = f"/presence/{entry}/", Entry.objects.get(pk=entry).matter
    bare = cast("chen").post(address, {"act": "deny", "reason": " "})
    assert bare.status_code == 409 and "请写明实际情况" in bare.content.decode()
    assert cast("chen").post(address, {"act": "deny", "reason": "当日休假"}).status_code == 302
    (problem,) = cast("zhou").get(f"/cases/{matter}/").context["standing"].problems
    assert (problem.law, problem.article) == ("行政处罚法", "42")
    assert "否认共同办理" in problem.reason and "核实在场人员" in problem.cure
    refresh([matter], timezone.localtime())
    card = Card.objects.get(matter=matter, norm="PEN-042-4")
    assert (card.colour, card.organ, card.cleared_at) == ("red", p.ORGAN, None)
    assert "已否认" in cast("gao").get(f"/cases/{matter}/log/").content.decode()


def test_what_is_not_confirmed_in_time_shows_as_unconfirmed(cast: Cast, entry: str) -> None:
    row = Presence.objects.get(entry=entry)
    assert presence_tag(row).word == "待确认"
    assert confirm_by(row) - row.recorded_at == timedelta(hours=24)
    row.recorded_at = timezone.now() - timedelta(hours=25)
    row.save()
    assert presence_tag(row).word == "未确认"
    assert "未确认" in cast("lin").get(f"/cases/{row.matter}/log/").content.decode()
