"""The corpus loads whole or says everything that is wrong, each with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.law.stall import FOLDER, stall

from xiezhi.law.check import corpus_problems, main
from xiezhi.law.corpus import NATIONAL, load
from xiezhi.law.norms.model import Deadline, Publicity, Requires, RequiresBefore, Within
from xiezhi.law.reading import CorpusError


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    target = tmp_path / "corpus"
    shutil.copytree(FOLDER, target)
    return target


def changed(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in a file; its line."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_test_corpus_has_no_problems() -> None:
    assert corpus_problems([FOLDER]) == []


def test_the_national_corpus_has_no_problems() -> None:
    assert corpus_problems([NATIONAL]) == []


def test_the_example_corpus_has_no_problems() -> None:
    assert corpus_problems([FOLDER.parents[2] / "corpus/examples/road_traffic_fine"]) == []


def test_every_rule_keeps_what_its_file_says() -> None:
    norms = stall().norms
    before, deadline, publicity = norms["B-1"].rule, norms["D-1"].rule, norms["U-1"].rule
    assert isinstance(before, RequiresBefore) and before.min_gap == Within("workdays", 3)
    assert before.since == ("inspected",) and before.where == "reason_told = 1"
    assert isinstance(deadline, Deadline) and deadline.within == Within(
        "workdays", None, "handling_workdays"
    )
    assert deadline.except_ == ((("suspended",), ("resumed",)), (("sent", "asked"), ("answered",)))
    assert deadline.extended_by == (("extended", Within("workdays", 5)),)
    assert isinstance(publicity, Publicity) and publicity.deadline is not None
    kinds = {r.kind for n in norms.values() if isinstance(r := n.rule, Requires)}
    assert kinds == {"limit", "content", "role", "prohibition", "cross_case"}


#: (file, old text, new text, part of the message); the problem stands on the line of the old text
BROKEN = [
    ("norms/stall/B-1.yaml", "step: told", "step: tolld", "“tolld”"),
    ("norms/stall/B-1.yaml", "since: [inspected]", "since: [seen]", "“seen”"),
    ("norms/stall/B-1.yaml", "gates: [decided]", "gates: [decreed]", "“decreed”"),
    ("norms/stall/B-1.yaml", "reason_told = 1", "reason = 1", "reason"),
    ("norms/stall/B-1.yaml", "min_gap: 3 workdays", "min_gap: 3 weeks", "3 weeks"),
    ("norms/stall/B-1.yaml", "id: B-1", "id: B-9", "文件名"),
    ("norms/stall/C-1.yaml", "COALESCE(", "GREATEST(", "GREATEST"),
    ("norms/stall/C-1.yaml", "organ_name IS NOT NULL", "organ_name > 3", "organ_name"),
    ("norms/stall/C-1.yaml", "grain: decision", "grain: verdict", "“verdict”"),
    ("norms/stall/C-1.yaml", "expect: unknown", "expect: unclear", "unclear"),
    ("norms/stall/C-1.yaml", "severity: red", "severity: pink", "pink"),
    ("norms/stall/C-1.yaml", "{law: 测试条例, version: 2020-01-01, article: 12}", "", "没有引用"),
    (
        "norms/stall/U-3.yaml",
        "within: 20 workdays",
        "within: param:handling_days workdays",
        "handling_days",
    ),
    ("norms/stall/D-4.yaml", "fact:grace_days", "fact:grace", "“grace”"),
    ("norms/stall/D-4.yaml", "from_fact: due_from_day", "from_fact: due_day", "“due_day”"),
    ("norms/stall/D-2.yaml", "displaces: [D-1]", "displaces: [D-9]", "没有这条规范"),
    ("norms/stall/D-2.yaml", "displaces: [D-1]", "displaces: [C-1]", "粒度"),
    ("norms/stall/R-1.yaml", "procedure: stall", "procedure: shop", "shop"),
    ("facts.yaml", "grain: line, title: 种类", "grain: lines, title: 种类", "“lines”"),
    ("facts.yaml", "own: occurred_on", "own: happened_on", "happened_on"),
    ("facts.yaml", "own: organ_name", "own: story", "story"),
    ("facts.yaml", "words: [warning, fine]", "words: [warning, fines]", "fines"),
    ("facts.yaml", "same: {person: chair}", "same: {person: chairman}", "chairman"),
    ("facts.yaml", "line_cents >= param.large_cents", "line_cents >= param.big", "big"),
    ("facts.yaml", "child: {grain: actor", "child: {grain: line", "“line”"),
    ("facts.yaml", "match: {organ: organ}", "match: {organ: bureau}", "bureau"),
    ("facts.yaml", "within: 6 months", "within: 6 moons", "6 moons"),
    ("facts.yaml", "unit: bool, own: secret", "unit: flag, own: secret", "flag"),
    ("facts.yaml", "parent: decision}", "parent: filing}", "上级"),
    ("facts.yaml", "take: sector, where", "where", "take"),
    ("fields.yaml", "of: [stall_no, kind", "of: [stall_number, kind", "stall_number"),
    ("procedures/stall.yaml", "fields: [reason_told,", "fields: [reason,", "“reason”"),
    ("procedures/stall.yaml", "after: [paid]", "after: [payed]", "“payed”"),
    ("procedures/stall.yaml", "starts: stall.hearing", "starts: hearing", "hearing"),
    ("procedures/stall.yaml", "phase: start,", "phase: begin,", "begin"),
    ("parameters/large_cents.yaml", "value: 3000", "value: 30.5", "30.5"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "part"), BROKEN, ids=[f"{case[0]}:{case[2]}"[:60] for case in BROKEN]
)
def test_a_broken_name_is_reported_where_it_stands(
    copied: Path, file: str, old: str, new: str, part: str
) -> None:
    line = changed(copied, file, old, new)
    with pytest.raises(CorpusError) as refused:
        load([copied])
    told = [(p.file, p.line, str(p)) for p in refused.value.problems]
    assert any(f == file and n == line and part in text for f, n, text in told), told


def test_every_problem_of_every_file_is_told_at_once(copied: Path) -> None:
    changed(copied, "norms/stall/B-1.yaml", "gates: [decided]", "gates: [decreed]")
    changed(copied, "norms/stall/C-1.yaml", "grain: decision", "grain: verdict")
    changed(copied, "facts.yaml", "own: occurred_on", "own: happened_on")
    with pytest.raises(CorpusError) as refused:
        load([copied])
    files = {problem.file for problem in refused.value.problems}
    assert files == {"facts.yaml", "norms/stall/B-1.yaml", "norms/stall/C-1.yaml"}


def test_a_missing_rule_block_is_told(copied: Path) -> None:
    changed(copied, "norms/stall/C-1.yaml", "content:", "contents:")
    with pytest.raises(CorpusError, match="规则块 0 个"):
        load([copied])


def test_two_clocks_of_different_length_for_the_same_cases_are_a_conflict(copied: Path) -> None:
    text = (copied / "norms/stall/D-2.yaml").read_text(encoding="utf-8")
    twin = (
        text.replace("id: D-2", "id: D-9")
        .replace("5 days", "6 days")
        .replace("displaces: [D-1]\n", "")
    )
    (copied / "norms/stall/D-9.yaml").write_text(twin, encoding="utf-8")
    with pytest.raises(CorpusError, match="期限不同"):
        load([copied])


def test_norms_that_displace_each_other_are_refused(copied: Path) -> None:
    changed(copied, "norms/stall/D-1.yaml", "grain: filing", "grain: filing\ndisplaces: [D-2]")
    with pytest.raises(CorpusError, match="互相取代"):
        load([copied])


def test_two_norms_in_place_of_one_need_different_conditions(copied: Path) -> None:
    text = (copied / "norms/stall/D-2.yaml").read_text(encoding="utf-8")
    twin = text.replace("id: D-2", "id: D-9")
    (copied / "norms/stall/D-9.yaml").write_text(twin, encoding="utf-8")
    with pytest.raises(CorpusError, match="都取代"):
        load([copied])


def test_facts_that_need_each_other_are_refused(copied: Path) -> None:
    changed(copied, "facts.yaml", "own: stall_no}", "expr: large + 1}")
    changed(copied, "facts.yaml", "AND line_cents >=", "AND stall_no >=")
    with pytest.raises(CorpusError, match="互相推导"):
        load([copied])


def test_a_lower_layer_adds_norms_and_parameter_values(tmp_path: Path) -> None:
    city = tmp_path / "city"
    (city / "norms").mkdir(parents=True)
    (city / "parameters").mkdir()
    text = (FOLDER / "norms/stall/D-2.yaml").read_text(encoding="utf-8")
    local = text.replace("id: D-2", "id: CITY-1").replace("sector = 'food'", "sector = 'general'")
    (city / "norms/CITY-1.yaml").write_text(local, encoding="utf-8")
    (city / "parameters/large_cents.yaml").write_text(
        "id: large_cents\nbasis: {law: 市规定, article: 1}\nvalues: [{from: 2026-01-01, value: 2000}]\n",
        encoding="utf-8",
    )
    both = load([FOLDER, city])
    assert [norm.id for norm in both.displaced_by["D-1"]] == ["D-2", "CITY-1"]
    assert len(both.parameters["large_cents"].values) == 2
    assert both.version != stall().version


def test_a_lower_layer_cannot_repeat_a_name(tmp_path: Path) -> None:
    city = tmp_path / "city"
    city.mkdir()
    shutil.copy(FOLDER / "fields.yaml", city / "fields.yaml")
    with pytest.raises(CorpusError, match="已有"):
        load([FOLDER, city])


def test_a_lower_layer_replaces_a_kind_of_document_one_layer_does_not_state_it_twice(
    tmp_path: Path,
) -> None:
    city, province = tmp_path / "city", tmp_path / "province"
    for layer, title in ((province, "省样式"), (city, "市样式")):
        (layer / "documents").mkdir(parents=True)
        path = layer / "documents/notice.yaml"
        path.write_text(f"id: notice\ntitle: {title}\n", encoding="utf-8")
    assert str(load([FOLDER, province, city]).documents["notice"]["title"]) == "市样式"
    shutil.copy(city / "documents/notice.yaml", city / "documents/again.yaml")
    with pytest.raises(CorpusError, match="“notice”已有同名文件"):
        load([FOLDER, province, city])


def test_a_grain_names_a_question_of_the_review_that_exists(copied: Path) -> None:
    changed(copied, "facts.yaml", "line: {title: 处罚内容,", "line: {title: 处罚内容, review: law,")
    with pytest.raises(CorpusError, match="审核要点“law”"):
        load([copied])


def test_the_version_changes_with_any_byte_of_any_file(copied: Path) -> None:
    assert load([copied]).version == stall().version
    changed(copied, "glossary.yaml", "测试用的对象", "测试用的物")
    assert load([copied]).version != stall().version


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        ("norms/stall/P-1.yaml", "line_count = 0", "line_count + 1 = 1", ""),
        (
            "norms/stall/C-2.yaml",
            "told_reason = 1 AND ",
            "",
            "没有规范、参数或者其他事实使用的事实“told_reason”",
        ),
        ("norms/stall/C-1.yaml", "expect: unknown", "expect: met", "例子判为“unknown”"),
        ("norms/stall/D-1.yaml", "due: 2026-03-18", "due: 2026-03-19", "期限至2026年3月18日"),
        (
            "norms/stall/R-1.yaml",
            "officer_count >= 2",
            "officer_count >= 4",
            "没有界上的例子",
        ),
        ("norms/stall/D-2.yaml", "to: 2026-03-08", "to: 2026-03-09", "过期一日"),
        (
            "norms/stall/J-1.yaml",
            "  - {given: {}, expect: needs_judgement}\n",
            "",
            "needs_judgement",
        ),
        ("procedures/stall.yaml", "because: B-1", "because: C-1", "因 C-1 被拒绝"),
        ("procedures/stall.yaml", "because: B-1", "because: B-7", "because: B-7"),
        ("procedures/stall.yaml", "at: 8", "at: 3", "可以办理"),
        ("procedures/stall.yaml", "because: once", "because: after", "因 after 被拒绝"),
        (
            "procedures/stall.yaml",
            "title: 立案, phase: start",
            "title: 立案, document: form, phase: start",
            "文书“form”",
        ),
    ],
)
def test_the_check_finds_what_loading_lets_pass(
    copied: Path, file: str, old: str, new: str, part: str
) -> None:
    changed(copied, file, old, new)
    told = [str(problem) for problem in corpus_problems([copied])]
    assert any(part in text for text in told) if part else told == []


def test_the_command_says_so_and_fails(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FOLDER)]) == 0
    assert capsys.readouterr().out == "语料库没有问题\n"
    changed(copied, "norms/stall/C-1.yaml", "expect: unknown", "expect: met")
    assert main([str(copied)]) == 1
    assert "norms/stall/C-1.yaml:15" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有这个目录"):
        load([tmp_path / "absent"])
