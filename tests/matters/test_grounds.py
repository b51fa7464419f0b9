"""What the register's item states of a penalty's basis, nobody types."""

from __future__ import annotations

from typing import Any

import pytest
from tests.matters import play as p
from tests.matters.play.cast import LAW

from xiezhi.journal.reads import history
from xiezhi.registry.models import Item

BARE = {"party_no": 1, "kind": "fine", "fine_cents": 300_000, "severity": "ordinary"}


@pytest.fixture
def play(sqlite_db: str) -> p.Play:
    p.set_up()
    Item.objects.update(fine_min_cents=100_000, fine_max_cents=10_000_000)
    return p.investigated(p.filed(p.Play()))


def recorded(play: p.Play, row: dict[str, Any]) -> dict[str, Any]:
    concluded = p.concluded(dispositions=[row])
    play.do("investigation_concluded", "lin", "2026-03-10T10:00", concluded, second="chen")
    found: dict[str, Any] = history(play.matter)[-1].fields["dispositions"][0]
    return found


def test_an_item_with_one_basis_brings_it_with_level_and_range(play: p.Play) -> None:
    row = recorded(play, BARE)
    assert (row["basis_law"], row["basis_article"]) == (LAW, "第十条")
    assert (row["basis_level"], row["upper_law"]) == ("local_regulation", "none")
    assert (row["legal_min_cents"], row["legal_max_cents"]) == (100_000, 10_000_000)
    assert row["kind_in_basis"] is True


def test_the_law_is_found_however_it_is_quoted_and_a_kind_it_lacks_is_told(play: p.Play) -> None:
    row = recorded(play, {**BARE, "kind": "halt_business", "basis_law": f"《{LAW}》"})
    assert row["basis_level"] == "local_regulation" and row["kind_in_basis"] is False
    assert "legal_max_cents" not in row


def test_what_was_typed_stays_and_another_law_is_left_alone(play: p.Play) -> None:
    assert recorded(play, {**BARE, "legal_max_cents": 500_000})["legal_max_cents"] == 500_000
    other = recorded(play, {**BARE, "basis_law": "另一部条例"})
    assert "basis_level" not in other and "kind_in_basis" not in other


def test_two_bases_and_none_named_bring_none(play: p.Play) -> None:
    item = Item.objects.get()
    item.basis = [*item.basis, {**item.basis[0], "law": "另一部条例"}]
    item.save()
    assert "basis_law" not in recorded(play, BARE)
    assert recorded(play, {**BARE, "basis_law": "另一部条例"})["basis_level"] == "local_regulation"
