"""What the strict reader takes, and how it says what it does not take."""

from __future__ import annotations

from datetime import date

import pytest

from xiezhi.law.reading import CorpusError, Problem, Table, View, all_or_raise, read, read_text


def _problems(text: str) -> list[Problem]:
    problems: list[Problem] = []
    read_text(text, "x.yaml", problems)
    return problems


def _view(text: str) -> View:
    problems: list[Problem] = []
    table = read_text(text, "x.yaml", problems)
    assert isinstance(table, Table)
    assert problems == []
    return View(table, problems)


def test_a_duplicate_key_is_refused_and_both_lines_are_named() -> None:
    (problem,) = _problems("id: a\ntitle: b\nid: c\n")
    assert problem.line == 3
    assert "“id”" in problem.found and "第 1 行" in problem.found


@pytest.mark.parametrize("text", ["a: 1.5", "a: 007", "a: 1_000", "a: !x 1", "a: &b 1", "a: .5"])
def test_a_value_that_would_have_to_be_guessed_is_refused(text: str) -> None:
    assert len(_problems(text)) == 1


def test_yaml_1_2_words_are_not_booleans_and_dates_stay_text() -> None:
    view = _view("a: yes\nb: off\nc: 2021-07-15\nd: true\ne: -3\nf: '3'\ng:\n")
    assert dict(view.raw) == {
        "a": "yes",
        "b": "off",
        "c": "2021-07-15",
        "d": True,
        "e": -3,
        "f": "3",
        "g": None,
    }


@pytest.mark.parametrize("text", ["- a\n", "", "a: [1\n", "a: b: c\n", "just text"])
def test_what_is_not_one_mapping_is_a_problem_with_a_line(text: str) -> None:
    (problem,) = _problems(text)
    assert problem.line >= 1


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path) -> None:  # type: ignore[no-untyped-def]
    problems: list[Problem] = []
    assert read(tmp_path / "absent.yaml", problems, "absent.yaml") is None
    assert "不能读取" in str(problems[0])


def test_typed_reading_takes_what_is_right() -> None:
    view = _view("n: 3\nt: 51\nd: 2021-07-15\nl: [a, b]\no: a\nk: {x: 1}\nr: [{y: 2}]\nb: false\n")
    assert (view.integer("n"), view.text("t"), view.day("d")) == (3, "51", date(2021, 7, 15))
    assert (view.names("l"), view.names("o"), view.flag("b")) == (("a", "b"), ("a",), False)
    inner = view.table("k")
    assert inner is not None and inner.integer("x") == 1
    assert [row.integer("y") for row in view.tables("r")] == [2]
    assert view.text("absent", None) is None
    assert view.names("absent", ()) == ()
    view.done()
    assert view.problems == []


def test_every_wrong_value_is_reported_at_its_own_line() -> None:
    view = _view("n: x\nd: 2021-13-01\nc: z\nl: [1]\nk: 3\nr: {a: 1}\nb: 1\nm: true\n")
    view.integer("n")
    view.day("d")
    view.choice("c", ("p", "q"))
    view.names("l")
    view.table("k")
    view.tables("r")
    view.flag("b")
    view.integer("m")
    assert [p.line for p in view.problems] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_key_that_nobody_asked_for_is_reported() -> None:
    view = _view("titel: a\n")
    assert view.text("title") == ""
    view.done()
    assert ["title" in p.found for p in view.problems] == [True, False]
    assert "titel" in view.problems[1].found


def test_all_problems_are_raised_together_in_file_order() -> None:
    found = [Problem("b.yaml", 1, "乙", "丙"), Problem("a.yaml", 9, "甲", "丙")]
    with pytest.raises(CorpusError) as raised:
        all_or_raise(found)
    assert str(raised.value) == "a.yaml:9: 见到甲；应为丙\nb.yaml:1: 见到乙；应为丙"
    all_or_raise([])
