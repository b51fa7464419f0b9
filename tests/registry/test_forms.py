"""Forms of corpus fields: generous in reading, honest in refusing, and nothing typed is lost."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.law.fields import Field
from xiezhi.registry.forms import FieldForm
from xiezhi.registry.forms.cleaning import NotUnderstood, clean, shown
from xiezhi.registry.forms.values import cents, document_number, person_name, yuan
from xiezhi.registry.forms.warnings import warning

FIELDS = {
    f.name: f
    for f in (
        Field("cause", "案由", "text", max=10),
        Field("fine_cents", "罚款金额", "cents"),
        Field("served_on", "送达日期", "date"),
        Field("served_at", "送达时间", "datetime"),
        Field("minor", "未成年", "bool"),
        Field("count", "件数", "integer", max=999),
        Field("kind", "种类", "choice", options={"fine": "罚款", "warning": "警告"}),
        Field("credit_code", "统一社会信用代码", "text"),
        Field("officer", "执法人员", "person"),
        Field("dispositions", "处罚内容", "list", of=("kind", "fine_cents")),
    )
}


def read(post: dict[str, str], *names: str, optional: tuple[str, ...] = ()) -> FieldForm:
    return FieldForm.read(post, FIELDS, names, optional)


@given(st.integers(0, 99_999_999_999_999))
def test_an_amount_reads_back_as_it_was_shown(amount: int) -> None:
    assert cents(yuan(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,234.5", 123450), ("１２３元", 12300), ("¥ 0.05", 5), ("999999999999.99", 99999999999999)],
)
def test_amounts_are_read_as_people_write_them(typed: str, value: int) -> None:
    assert cents(typed) == value


@pytest.mark.parametrize("typed", ["一千二", "1.234", "-5", "1e3", "", "12 3.4.5"])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="以元为单位"):
        clean(FIELDS["fine_cents"], typed)


@pytest.mark.parametrize(
    "typed", ["2026-11-21", "2026年11月21日", "２０２６/１１/２１", "2026.11.21"]
)
def test_a_day_is_read_in_every_usual_form(typed: str) -> None:
    assert clean(FIELDS["served_on"], typed) == "2026-11-21"


@pytest.mark.parametrize("typed", ["2026-02-30", "明天", "2026", "11-21"])
def test_a_day_that_does_not_exist_is_said_so(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="存在的日期"):
        clean(FIELDS["served_on"], typed)


def test_a_moment_is_taken_in_the_zone_of_the_organ() -> None:
    value = clean(FIELDS["served_at"], "2026-11-21T10:05")
    assert value == "2026-11-21T10:05:00+08:00"
    assert shown(FIELDS["served_at"], value) == "2026-11-21T10:05"


def test_brackets_and_dots_come_to_their_normal_form() -> None:
    assert document_number("示城管罚[２０２６] 12号") == "示城管罚〔2026〕12号"
    assert document_number("示城管罚(2026)12号") == "示城管罚〔2026〕12号"
    assert person_name("阿依古丽•买买提") == "阿依古丽·买买提"


def test_a_wrong_check_digit_is_a_doubt_and_not_a_refusal() -> None:
    right = read({"credit_code": "91110000600037341l"}, "credit_code")
    wrong = read({"credit_code": "91110000600037341x"}, "credit_code")
    assert right.widgets[0].warning == "" and right.values["credit_code"].endswith("L")
    assert "校验位" in wrong.widgets[0].warning
    assert wrong.errors == [] and wrong.values["credit_code"].endswith("X")


@pytest.mark.parametrize("answer", ["拒绝提供", "无证件", "其他证件"])
def test_having_no_papers_is_an_answer(answer: str) -> None:
    assert warning("party_id_number", answer) == ""


def test_every_missing_answer_is_named_in_the_order_of_the_form() -> None:
    form = read({"fine_cents": "十元"}, "cause", "fine_cents", "dispositions", "minor")
    assert [e.name for e in form.errors] == ["cause", "fine_cents", "dispositions-0-kind", "minor"]


def test_optional_questions_may_stay_empty_and_are_left_out() -> None:
    form = read({"cause": "占道经营"}, "cause", "minor", optional=("minor",))
    assert form.errors == [] and form.values == {"cause": "占道经营"}


def test_a_draft_misses_nothing() -> None:
    assert FieldForm.read({}, FIELDS, ("cause", "minor"), complete=False).errors == []


def test_too_long_a_text_says_how_long_it_is() -> None:
    assert "最多10字，现在11字" in read({"cause": "占" * 11}, "cause").errors[0].sentence


def test_an_answer_that_was_not_offered_is_refused() -> None:
    assert "所列的答案" in read({"kind": "prison"}, "kind").errors[0].sentence


ROWS = {
    "dispositions-rows": "2",
    "dispositions-0-kind": "warning",
    "dispositions-1-kind": "fine",
    "dispositions-1-fine_cents": "200",
}


def test_rows_of_a_list_become_a_list_of_rows() -> None:
    form = read(ROWS, "dispositions")
    assert form.values["dispositions"] == [
        {"kind": "warning"},
        {"kind": "fine", "fine_cents": 20000},
    ]


def test_adding_a_row_keeps_what_was_typed_and_complains_of_nothing() -> None:
    form = read({**ROWS, "cause": "x" * 99, "add-row": "dispositions"}, "cause", "dispositions")
    assert form.rows_changed and form.errors == []
    assert len(form.widgets[1].rows) == 3
    assert form.widgets[0].text == "x" * 99


def test_removing_a_row_moves_the_later_ones_up() -> None:
    form = read({**ROWS, "remove-row": "dispositions-0"}, "dispositions")
    (row,) = form.widgets[0].rows
    assert [w.text for w in row.widgets] == ["fine", "200"]


def test_empty_rows_are_no_rows() -> None:
    form = read({"dispositions-rows": "3"}, "dispositions", optional=("dispositions",))
    assert form.values == {}


def test_a_million_rows_are_not_drawn() -> None:
    assert len(read({"dispositions-rows": "1000000"}, "dispositions").widgets[0].rows) == 200


def test_values_come_back_from_the_form_they_fill() -> None:
    values = {
        "cause": "占道经营",
        "fine_cents": 50050,
        "served_on": "2026-11-21",
        "minor": False,
        "kind": "fine",
        "dispositions": [{"kind": "fine", "fine_cents": 5}],
    }
    names = tuple(values)
    form = FieldForm.blank(FIELDS, names, values=values)
    sent = {**form.texts, **{f"{n}-rows": str(c) for n, c in form.counts.items()}}
    assert FieldForm.read(sent, FIELDS, names).values == values


def test_the_drawn_form_ties_every_error_and_help_to_its_input() -> None:
    form = read({"fine_cents": "<b>"}, "cause", "fine_cents", "dispositions", "minor", "officer")
    html = render_to_string("components/form.html", {"form": form})
    assert "<b>" not in html and "&lt;b&gt;" in html
    assert 'aria-describedby="e-fine_cents" aria-invalid="true"' in html
    assert html.count('id="f-minor"') == 1 and 'name="dispositions-0-fine_cents"' in html


def test_people_are_chosen_from_those_who_may() -> None:
    form = FieldForm.blank(FIELDS, ("officer",), choices={"officer": [("p-1", "林正")]})
    assert form.widgets[0].drawn_as == "select"
