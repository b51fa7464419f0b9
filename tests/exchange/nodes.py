"""Two nodes, each with a database, keys and a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from tests.conftest import switched

from xiezhi.exchange.command import main
from xiezhi.exchange.models import Peer
from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record
from xiezhi.journal.signing import signer
from xiezhi.journal.wiring import local_now


@dataclass(frozen=True)
class Node:
    """`here()` makes this the node whose database, keys and name are used."""

    name: str
    url: str
    data: Path

    @contextmanager
    def here(self) -> Iterator[None]:
        old = settings.XIEZHI_NODE, settings.DATA
        settings.XIEZHI_NODE, settings.DATA = self.name, self.data
        try:
            with switched(self.url):
                yield
        finally:
            settings.XIEZHI_NODE, settings.DATA = old

    @property
    def public(self) -> str:
        with self.here():
            return signer().public

    def trusts(self, other: Node) -> None:
        public = other.public
        with self.here():
            Peer.objects.update_or_create(node=other.name, defaults={"public": public})

    def run(self, *words: str | Path) -> int:
        """`xiezhi exchange …` on this node."""
        with self.here():
            return main([str(word) for word in words])

    def clue(self, matter: str = "", text: str = "门前堆放杂物") -> str:
        """One clue, with sealed text, and its discovery; the matter's id."""
        matter = matter or str(uuid4())
        officer = Actor("lin", "officer", "120199001")
        with self.here():
            for step, fields, mode in (
                (
                    "clue_registered",
                    {"source": "inspection", "cause": "占道", "clue_text": text},
                    "decide",
                ),
                (
                    "violation_discovered",
                    {"discovered_on": "2026-03-02", "source": "inspection"},
                    "attest",
                ),
            ):
                act = Act(
                    matter, step, fields, (officer,), local_now(), "clue", mode=mode, source="现场"
                )
                record(act)
        return matter
