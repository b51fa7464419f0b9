"""Every executable norm is met and breached by matters that came in at the door, and the audit finds the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.insight.forged_node import Door, by_audit, by_history
from tests.law.forge.forged import Forged, assembled, forged_for
from tests.law.forge.outcomes import executable
from tests.law.forge.search import DoorForge, at_gates

from xiezhi.law.norms.model import Norm
from xiezhi.law.verdicts import Verdict
from xiezhi.registry.corpus import corpus

#: What is forged is forged once.
pytestmark = pytest.mark.xdist_group("forged door")
SEED = 20261125
BOTH = frozenset({"met", "breached"})
#: On PostgreSQL one matter in so many; the law's SQL is compared there in `tests/law/test_equivalence_*`.
SAMPLE = 8


@pytest.fixture(scope="module")
def forged() -> Forged:
    wanted = {norm.id: BOTH for norm in executable(corpus())}
    return forged_for(corpus(), SEED, 1, wanted, DoorForge)


def test_what_the_door_records_the_audit_finds(
    db_on: str, forged: Forged, tmp_path: Path, settings: Any
) -> None:
    settings.DATA, settings.XIEZHI_NODE = tmp_path / "data", "n1"
    if db_on == "postgresql":
        forged = assembled(corpus(), forged.made[::SAMPLE])
    with Door(forged).open() as door:
        matters = door.record()
        online = by_history(forged, matters)
        found = by_audit(forged, tmp_path)
    assert [*unlike(online, found)] == []
    gated = {(f.norm, f.row): f.verdict for told in door.last.values() for f in told}
    assert [*unlike(gated, {key: found.get(key) for key in gated})] == []
    if db_on == "sqlite":
        told = {(norm, verdict) for (norm, _), verdict in found.items()}
        assert not_shown(told, lambda norm: BOTH) == []
        assert not_shown(door.ever, at_gates) == []


def unlike(one: Any, other: Any) -> list[object]:
    return [
        (k, one.get(k), other.get(k))
        for k in one.keys() | other.keys()
        if one.get(k) != other.get(k)
    ][:5]


def not_shown(
    given: set[tuple[str, Verdict]], wanted: Callable[[Norm], frozenset[str]]
) -> list[tuple[str, str]]:
    """Norms and the outcomes wanted of them that are not there."""
    pairs = [(norm.id, word) for norm in executable(corpus()) for word in sorted(wanted(norm))]
    return [(norm, word) for norm, word in pairs if (norm, Verdict(word)) not in given]
