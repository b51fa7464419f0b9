"""A district that sends and a city that receives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import _copied
from tests.exchange.nodes import Node


@pytest.fixture(params=["sqlite", "postgresql"])
def nodes(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Node, Node]]:
    """District and city, on both databases; each trusts the other's key."""
    places = [tmp_path / name for name in ("district", "city")]
    for place in places:
        place.mkdir()
    with (
        _copied(request.param, request, places[0]) as first,
        _copied(request.param, request, places[1]) as second,
        django_db_blocker.unblock(),
    ):
        district, city = (
            Node(place.name, url, place) for place, url in zip(places, (first, second), strict=True)
        )
        district.trusts(city)
        city.trusts(district)
        yield district, city
