"""An issued document: complete, numbered, stored, verifiable; and its later states."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from tests.documents.pages import text_of

from xiezhi.documents import numbers
from xiezhi.documents.codes import LENGTH, new_code, normal, printed
from xiezhi.documents.fonts import FontMissing
from xiezhi.documents.issue import Incomplete, issue, replace, void, withdraw
from xiezhi.documents.kinds import library
from xiezhi.documents.models import Document, Number
from xiezhi.documents.reads import by_code, of_matter, stored_bytes
from xiezhi.documents.render import NotDrawable
from xiezhi.documents.samples import sample
from xiezhi.registry.models import Organ

AT = datetime(2026, 10, 26, 2, 0, tzinfo=UTC)
KIND = "penalty_decision"


def context(**more: object) -> dict:
    held = {k: v for k, v in sample(KIND).items() if k not in ("number", "code", "verify_url")}
    return held | more


def issued(kind: str = KIND, **more: object) -> Document:
    return issue(kind, "dh", "M1", "T1", context(**more), AT)


def test_a_decision_gets_a_number_a_code_and_is_kept_as_printed(db_on: str) -> None:
    document = issued()
    pdf = stored_bytes(document)
    assert document.number == "东湖市监罚决〔2026〕1号"
    assert document.name == "行政处罚决定书东湖市监罚决〔2026〕1号.pdf"
    assert sha256(pdf).hexdigest() == document.sha256
    assert document.number in text_of(pdf)
    assert printed(document.code) in text_of(pdf)
    assert document.numbered is not None
    assert document.numbered.state == Number.State.USED


def test_the_number_of_a_reserved_block_can_be_used(db_on: str) -> None:
    block = numbers.reserve("dh", KIND, "街面〔{year}〕{n}号", AT, count=2, holder="p1")
    document = issue(KIND, "dh", "M1", "T1", context(), AT, number=block[1])
    assert document.number == "街面〔2026〕2号"


def test_the_organ_is_taken_from_the_register_when_not_stated(db_on: str) -> None:
    Organ.objects.create(
        code="dh",
        name="登记的局",
        short_name="登记",
        region="120116",
        kind="statutory",
        confirmed_on=AT.date(),
    )
    held = {k: v for k, v in context().items() if k not in ("organ_name", "short_name")}
    document = issue(KIND, "dh", "M1", "T1", held, AT)
    assert (document.organ_name, document.number) == ("登记的局", "登记罚决〔2026〕1号")


def test_an_incomplete_document_is_refused_before_it_takes_a_number(db_on: str) -> None:
    with pytest.raises(Incomplete, match="提起行政诉讼的途径和期限：缺“管辖法院”") as refused:
        issued(court="")
    assert [m.field for m in refused.value.missing] == ["court"]
    assert not Number.objects.exists()


@pytest.mark.parametrize("kind", sorted(library().kinds))
def test_no_kind_is_issued_empty_and_the_refusal_lists_what_is_missing(
    kind: str, sqlite_db: str
) -> None:
    wanted = [e for e in library().kind(kind).elements if not e.when]
    with pytest.raises(Incomplete) as refused:
        issue(
            kind, "dh", "M1", "T1", {"organ_name": "东湖区市场监督管理局", "short_name": "东湖"}, AT
        )
    named = {m.element for m in refused.value.missing}
    assert named | {"organ", "day", "number"} >= {e.name for e in wanted}
    assert "还不能定稿" in str(refused.value)
    assert not Number.objects.exists()


def test_without_its_fonts_a_document_takes_no_number(db_on: str, settings: object) -> None:
    settings.XIEZHI_FONTS = ["/nowhere/fonts"]  # type: ignore[attr-defined]
    with pytest.raises(FontMissing):
        issued()
    assert not Number.objects.exists()
    assert not Document.objects.exists()


def test_a_document_that_cannot_be_set_leaves_a_voided_number(db_on: str) -> None:
    with pytest.raises(NotDrawable):
        issued(decision_text="\ue123")
    (number,) = numbers.gaps("dh", KIND, 2026)
    assert number.state == Number.State.VOIDED
    assert "U+E123" in number.reason
    assert issued().number == "东湖市监罚决〔2026〕2号"


def test_a_code_is_found_however_it_was_typed(db_on: str) -> None:
    document = issued()
    typed = f" {printed(document.code).lower()} "
    assert by_code(typed) == document
    assert by_code(document.code.replace("0", "o").replace("1", "l")) == document
    assert by_code("") is None
    assert by_code(new_code()) is None


def test_codes_hold_130_random_bits_in_url_safe_letters() -> None:
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == LENGTH == 26 and code == normal(code) for code in codes)
    assert all(len({code[i] for code in codes}) == 32 for i in range(LENGTH))


def test_a_document_in_force_is_genuine(db_on: str) -> None:
    assert issued().verdict == "真实有效"


def test_a_correction_has_a_new_number_and_the_old_one_says_so(db_on: str) -> None:
    old = issued()
    new = replace(old, context(court="另一法院"), "管辖法院写错", AT)
    old.refresh_from_db()
    assert (old.verdict, old.reason, old.replaced_by) == ("已更正", "管辖法院写错", new)
    assert (new.verdict, new.number) == ("真实有效", "东湖市监罚决〔2026〕2号")
    assert by_code(old.code) == old


def test_a_correction_that_fails_leaves_the_old_one_in_force(db_on: str) -> None:
    old = issued()
    with pytest.raises(Incomplete):
        replace(old, context(court=""), "管辖法院写错", AT)
    old.refresh_from_db()
    assert old.verdict == "真实有效"


def test_a_withdrawn_decision_keeps_its_number_and_bytes(db_on: str) -> None:
    document = issued()
    withdraw(document, "复议机关撤销", AT)
    assert (document.verdict, document.reason) == ("已撤销", "复议机关撤销")
    assert document.numbered is not None
    document.numbered.refresh_from_db()
    assert document.numbered.state == Number.State.USED
    assert stored_bytes(document).startswith(b"%PDF")


def test_an_act_that_did_not_take_effect_voids_document_and_number(db_on: str) -> None:
    document = issued()
    void(document, "流水未写入", AT)
    assert document.verdict == "已作废"
    assert [(g.n, g.reason) for g in numbers.gaps("dh", KIND, 2026)] == [(1, "流水未写入")]


def test_a_state_is_changed_once_and_with_a_reason(db_on: str) -> None:
    document = issued()
    with pytest.raises(ValueError, match="须说明理由"):
        withdraw(document, "", AT)
    withdraw(document, "撤销", AT)
    with pytest.raises(ValueError, match="现在已撤销，不能再改"):
        void(document, "又要作废", AT)


def test_documents_of_a_matter_come_in_the_order_of_the_file(db_on: str) -> None:
    for kind in ("service_receipt", KIND, "penalty_notice", "case_filing_form"):
        issued(kind)
    issue(KIND, "dh", "M2", "T1", context(), AT)
    assert [d.kind for d in of_matter("M1")] == [
        "case_filing_form",
        "penalty_notice",
        KIND,
        "service_receipt",
    ]


def test_a_document_without_number_has_none(db_on: str) -> None:
    document = issued("service_receipt")
    assert (document.number, document.numbered) == ("", None)
