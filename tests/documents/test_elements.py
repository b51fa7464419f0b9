"""A document lacking what the law wants in it cannot be finalised; the lack is named."""

import pytest

from xiezhi.documents.elements import missing_elements
from xiezhi.documents.kinds import library
from xiezhi.documents.samples import sample


@pytest.mark.parametrize("kind", sorted(library().kinds))
def test_the_samples_are_complete(kind: str) -> None:
    assert missing_elements(library(), kind, sample(kind)) == []


@pytest.mark.parametrize("kind", sorted(library().kinds))
def test_an_empty_context_lacks_every_unconditional_element(kind: str) -> None:
    wanted = {e.name for e in library().kind(kind).elements if not e.when}
    assert {m.element for m in missing_elements(library(), kind, {})} == wanted


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("penalty_decision", "court"),
        ("penalty_decision", "perform_days"),
        ("penalty_decision", "number"),
        ("penalty_notice", "notice_reason"),
        ("interview_record", "finished_at"),
        ("spot_decision", "place"),
        ("legal_review_opinion", "review_opinion"),
    ],
)
def test_leaving_out_one_field_is_noticed(kind: str, field: str) -> None:
    context = {k: v for k, v in sample(kind).items() if k != field}
    assert [m.field for m in missing_elements(library(), kind, context)] == [field]


def test_one_incomplete_row_is_enough_to_be_incomplete() -> None:
    context = sample("penalty_decision")
    rows = [*context["dispositions"], {"kind": "warning", "basis_law": "食品安全法"}]
    found = missing_elements(library(), "penalty_decision", context | {"dispositions": rows})
    assert [str(m) for m in found] == ["行政处罚的依据：缺“依据条款”"]


def test_an_amount_is_wanted_only_of_fines() -> None:
    context = sample("penalty_decision")
    warning = {"kind": "warning", "basis_law": "食品安全法", "basis_article": "126"}
    fine = {"kind": "fine", "basis_law": "食品安全法", "basis_article": "122"}
    assert not missing_elements(
        library(), "penalty_decision", context | {"dispositions": [warning]}
    )
    found = missing_elements(
        library(), "penalty_decision", context | {"dispositions": [warning, fine]}
    )
    assert [m.field for m in found] == ["dispositions.fine_cents"]
