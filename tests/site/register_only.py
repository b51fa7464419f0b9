"""The journal's door with the register's projectors and no norms: enough to seed people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xiezhi.journal import wiring
from xiezhi.registry.project import PROJECTORS


@contextmanager
def wired_for_the_register() -> Iterator[None]:
    """Inside the block register entries are recorded and projected; before and after, as it was."""
    before = list(wiring._installed)
    wiring.install(
        wiring.Wiring(
            judge=lambda history, candidate: (),
            refusing=lambda findings: (),
            well_formed=lambda act: (),
            personal=frozenset(),
            projectors=PROJECTORS,
            law_version=lambda: "test",
            parameters_head=lambda: "",
        )
    )
    try:
        yield
    finally:
        wiring._installed[:] = before
