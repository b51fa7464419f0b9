"""The cast of the case room, and one enterprise on the register."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters.conftest import cast as cast

from xiezhi.registry.models import Party


@pytest.fixture
def shop(cast: Callable[[str], Client]) -> Party:
    return Party.objects.create(
        kind="organisation",
        name="东湖区晨光百货有限公司",
        credit_code="91120199MA07XYK12N",
        address="东湖区示例路1号",
    )
