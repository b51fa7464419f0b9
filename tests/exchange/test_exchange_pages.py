"""Who sees envelopes and the inbox, and what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime
from tests.exchange.nodes import Node
from tests.matters import play as p

from xiezhi.exchange.models import Envelope
from xiezhi.registry.models import Account, RoleGrant
from xiezhi.registry.screen.words import moment_words
from xiezhi.registry.sessions import SEEN, SINCE


def signed_in(code: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(login=code))
    session = client.session
    session[SINCE] = session[SEEN] = timezone.now().isoformat()
    session.save()
    return client


def overseer() -> None:
    """The cast, with `ren` as nothing but the supervisor."""
    p.set_up()
    RoleGrant.objects.filter(person_id="ren").delete()
    RoleGrant.objects.create(person_id="ren", role="supervisor", organ_id=p.ORGAN, since=p.SINCE)


@pytest.mark.parametrize("nodes", ["sqlite"], indirect=True)
def test_the_supervisor_reads_what_came_from_below_and_an_officer_does_not(
    nodes: tuple[Node, Node], tmp_path: Path
) -> None:
    district, city = nodes
    matter = district.clue()
    assert district.run("pack", "--to", "city", "--out", tmp_path / "1") == 0
    assert city.run("take", tmp_path / "1") == 0
    with city.here():
        overseer()
        reader = signed_in("ren")
        assert "district 第 1 号" in reader.get("/exchange/").content.decode()
        assert (
            f"/exchange/inbox/district/{matter}/" in reader.get("/exchange/inbox/").content.decode()
        )
        assert f"{matter[-8:]}" in reader.get("/exchange/inbox/").content.decode()
        kept = Envelope.objects.get()
        assert moment_words(localtime(kept.at)) in reader.get("/exchange/").content.decode()
        shown = reader.get(f"/exchange/inbox/district/{matter}/").content.decode()
        assert "线索登记" in shown and "门前堆放杂物" not in shown
        assert reader.get(f"/exchange/inbox/other/{matter}/").status_code == 404
        assert signed_in("lin").get("/exchange/inbox/").status_code == 403
    with district.here():
        overseer()
        assert "等待回执" in signed_in("ren").get("/exchange/").content.decode()
