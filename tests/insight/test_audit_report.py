"""The report of an audit is one page: tables first, then pictures, then findings down to article and calculation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.insight.fine_logs import ROOT, write_log

from xiezhi.insight.audit_command import main


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_log(tmp_path_factory.mktemp("log") / "log.xes", 120, 2)


def reported(log: Path, folder: Path, wanted: int = 0) -> str:
    report = folder / "report.html"
    where = ["--mapping", str(ROOT / "mapping.yaml"), "--corpus", str(ROOT)]
    assert main([str(log), *where, "--report", str(report)]) == wanted
    return report.read_text("utf-8")


@pytest.fixture(scope="module")
def page(log: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return reported(log, tmp_path_factory.mktemp("report"))


def test_the_page_needs_no_script_and_no_other_file(page: str) -> None:
    assert "<script" not in page
    loaded = re.findall(r'(?:src|href)="([^"#][^"]*)"|url\(([^)]*)\)|@import', page)
    assert loaded == []
    assert 'name="viewport"' in page


def test_tables_stand_before_pictures_and_pictures_before_findings(page: str) -> None:
    places = [page.index(part) for part in ("按规范</h2>", "按机关</h2>", "<svg", "审计发现</h2>")]
    assert places == sorted(places)


def test_the_table_has_the_counts_and_the_share_of_unknown(
    page: str, log: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    reported(log, tmp_path)
    lines = capsys.readouterr().out.splitlines()
    line = next(each for each in lines if "RTF-011" in each)
    met, breached, running, unknown, _, asked, _ = line.split("\t")
    row = re.search(r'<tr><td class="name"><a href="#RTF-011">.*?</tr>', page)
    assert row
    numbers = re.findall(r'<td class="n">(.*?)</td>', row[0])
    assert numbers[:5] == [breached, unknown, asked, running, met]
    whole = sum(map(int, (breached, unknown, asked, running, met)))
    assert int(unknown) > 0
    assert numbers[5] == f"{100 * int(unknown) / whole:.1f}%"


def test_cases_that_name_no_organ_have_a_row_that_says_so(page: str) -> None:
    assert "（日志没有写明机关）" in page


def test_a_finding_opens_to_its_article_facts_and_calculation(page: str) -> None:
    section = page.split('id="RTF-009"')[1].split("<h3")[0]
    assert "依据：《意大利道路交通法典》第二百零一条" in section
    late = next(each for each in section.split("<details>") if 'class="breached"' in each)
    for part in ("<dt>起算</dt>", "<dt>期限</dt>", "计算：", "日", "元</dd>"):
        assert part in late


def test_only_the_first_findings_of_a_norm_are_shown(page: str) -> None:
    section = page.split('id="RTF-004"')[1].split("<h3")[0]
    assert section.count('class="breached"') == 20
    total = re.search(r"共 ([0-9,]+) 条", section)
    assert total and int(total[1]) > 20


def test_it_says_when_and_by_which_corpus_it_was_made(page: str) -> None:
    assert str(ROOT) in page
    assert re.search(r"<dt>语料版本</dt><dd>[0-9a-f]{64}</dd>", page)
    assert re.search(r"<dt>生成时间</dt><dd>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", page)


def test_an_incomplete_audit_says_so_at_the_top_and_why_below(log: Path, tmp_path: Path) -> None:
    text = log.read_text("utf-8").replace('value="Send Fine"', 'value="Lose &lt;b&gt; Fine"')
    broken = tmp_path / "broken.xes"
    broken.write_text(text.replace("T00:00:00", " noon", 1), "utf-8")
    page = reported(broken, tmp_path, wanted=3)
    assert page.index("本报告不完整") < page.index("按规范</h2>")
    below = page.split('id="lost"')[1]
    assert "Lose &lt;b&gt; Fine" in below
    assert "轨迹 1 事件 1：不认识的时间" in below
    assert "<b>" not in page
    assert re.search(r"</span> C0[^<]*（本案有行被搁置，判定可能有误）</summary>", page)
    assert not re.search(r"</span> C1[^<]*（本案有行被搁置", page)


def test_a_complete_audit_does_not_claim_to_lack_anything(page: str) -> None:
    assert "本报告不完整" not in page
