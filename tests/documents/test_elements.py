"""A document lacking what the law wants in it cannot be finalised; the lack is named."""

import re

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


def without(context: dict, path: str) -> dict:
    """The context with nothing at `path`, in every row of its list."""
    head, _, tail = path.partition(".")
    if not tail:
        return {name: value for name, value in context.items() if name != head}
    rows = [{k: v for k, v in row.items() if k != tail} for row in context[head]]
    return context | {head: rows}


PATHS = [
    (kind.id, path)
    for kind in library().kinds.values()
    for element in kind.elements
    if not element.when
    for path in element.requires
]


@pytest.mark.parametrize(("kind", "path"), sorted(set(PATHS)))
def test_each_mandatory_value_of_each_kind_is_missed_by_its_chinese_name(
    kind: str, path: str
) -> None:
    missing = missing_elements(library(), kind, without(sample(kind), path))
    assert {m.field for m in missing} >= {path}
    assert all(not re.search("[a-z_]{3}", str(m)) for m in missing)


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
