"""A client per person of the cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from tests.matters import play as p

from xiezhi.registry.models import Account
from xiezhi.registry.sessions import SEEN, SINCE


@pytest.fixture
def cast(sqlite_db: str) -> Callable[[str], Client]:
    """Signs a person of the cast in on a fresh node."""
    p.set_up()

    def signed_in(code: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(login=code))
        session = client.session
        session[SINCE] = session[SEEN] = timezone.now().isoformat()
        session.save()
        return client

    return signed_in
