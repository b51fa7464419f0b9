"""Every kind rendered once per run, and a journal that takes any act."""

from collections.abc import Iterator

import pytest

from xiezhi.documents.kinds import library
from xiezhi.documents.render import render
from xiezhi.documents.samples import sample, sample_files
from xiezhi.journal import wiring


@pytest.fixture(scope="session")
def rendered() -> dict[str, bytes]:
    return {kind: render(kind, sample(kind), files=sample_files(kind)) for kind in library().kinds}


@pytest.fixture
def open_door() -> Iterator[None]:
    """A wiring without law: these tests are about documents, not about what may be done."""
    before = list(wiring._installed)
    wiring.install(
        wiring.Wiring(
            judge=lambda history, candidate: [],
            refusing=lambda findings: [],
            well_formed=lambda act: [],
            personal=frozenset(),
            projectors={},
            law_version=lambda: "test",
            parameters_head=lambda: "",
        )
    )
    yield
    wiring._installed[:] = before
