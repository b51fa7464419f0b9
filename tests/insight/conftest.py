"""A node whose door asks no law: histories of every kind can be played."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from xiezhi.journal import wiring
from xiezhi.journal.wiring import Wiring
from xiezhi.registry.corpus import corpus


@pytest.fixture
def node(db_on: str, tmp_path: Path, settings: Any) -> Iterator[str]:
    """An empty node on each database; personal fields are those of the national corpus."""
    before = list(wiring._installed)
    settings.DATA = tmp_path / "data"
    settings.XIEZHI_NODE = "n1"
    wiring.install(
        Wiring(
            judge=lambda history, candidate: [],
            refusing=lambda findings: [],
            well_formed=lambda act: [],
            personal=corpus().personal,
            projectors={},
            law_version=lambda: corpus().version,
            parameters_head=lambda: "",
        )
    )
    yield db_on
    wiring._installed[:] = before
