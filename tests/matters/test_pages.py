"""The pages of a case: who sees it, how a step goes from form to result, what a refusal shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters import play as p

from xiezhi.registry.models import AccessLog

Cast = Callable[[str], Client]


@pytest.fixture
def play(cast: Cast) -> p.Play:
    return p.investigated(p.filed(p.Play()))


def form_of(client: Client, address: str) -> dict[str, str]:
    """What a browser would send for the form at `address`."""
    around = client.get(address).context["form"]
    return dict(around.hidden)


def test_a_foreign_officer_finds_no_page_of_the_case_at_all(cast: Cast, play: p.Play) -> None:
    foreign = cast_again("qian")
    for end in ("", "facts/", "documents/", "parties/", "log/", "supervision/", "links/"):
        assert foreign.get(f"/cases/{play.matter}/{end}").status_code == 404
    assert play.matter not in foreign.get("/cases/").content.decode()


def cast_again(code: str) -> Client:
    from xiezhi.registry.models import Account

    client = Client()
    client.force_login(Account.objects.get(login=code))
    return client


def test_every_section_opens_for_the_handler_and_leaves_a_line_in_the_access_log(
    cast: Cast, play: p.Play
) -> None:
    client = cast_again("lin")
    for end in ("", "facts/", "documents/", "parties/", "log/", "supervision/", "links/"):
        assert client.get(f"/cases/{play.matter}/{end}").status_code == 200
    assert AccessLog.objects.filter(subject=play.matter, person="lin").count() >= 5
