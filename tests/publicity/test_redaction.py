"""What the public may not read is hidden, and the clerk sees why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.publicity.redaction.names import masked
from xiezhi.publicity.redaction.redact import citizen, redact


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("张三", "张某"),
        ("王小明", "王某某"),
        ("欧阳明月", "欧阳某某"),
        ("阿依古丽·买买提", "阿依古丽·某某某"),
        ("解", "解某"),
    ],
)
def test_a_name_keeps_its_surname_only(name: str, public: str) -> None:
    assert masked(name) == public


def test_the_parties_own_data_disappear_and_are_listed_with_the_reason() -> None:
    text, hidden = redact(
        "当事人张三(住幸福路8号,电话13812345678)承认。张三另称无异议。",
        citizen("张三", address="幸福路8号", phone="13812345678"),
    )
    assert "张三" not in text and "幸福路" not in text and "138" not in text
    assert {(h.why, h.count) for h in hidden} == {("自然人姓名", 2), ("住址", 1), ("电话", 1)}


@pytest.mark.parametrize(
    "secret",
    [
        "11010519491231002X",
        "13987654321",
        "022-12345678",
        "someone@example.cn",
        "津A12345",
        "6222021234567890123",
    ],
)
def test_identifiers_of_people_the_case_does_not_know_are_hidden_by_their_form(secret: str) -> None:
    text, hidden = redact(f"据证人提供({secret}),情况属实。", [])
    assert secret not in text
    assert len(hidden) == 1


def test_amounts_document_numbers_dates_and_organisations_stay() -> None:
    kept = "示范区城管罚〔2026〕12号,2026年3月2日,罚款2000元,统一社会信用代码91120110MA06XXXX7K,示范餐饮有限公司"
    assert redact(kept, citizen("李四")) == (kept, [])


@given(
    st.text(),
    st.text(min_size=2, alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)),
)
def test_a_hidden_name_is_nowhere_in_the_public_text(around: str, name: str) -> None:
    text, _ = redact(around + name + around, citizen(name))
    assert name not in text or set(name[1:]) == {"某"}
