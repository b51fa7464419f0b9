"""`xiezhi statutes import`: texts into tables, whole or not at all, once; what is wrong is said with file and line."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from xiezhi.law.norms.model import Citation
from xiezhi.lawroom.models import Article, Statute, StatuteVersion
from xiezhi.lawroom.reads.citations import article_in, cited, version_on
from xiezhi.lawroom.statutes_command import main
from xiezhi.lawroom.texts.reading import Unreadable, read_statutes

TEXTS = Path(__file__).parents[1] / "data/statutes"
LAMPS = "示例路灯管理条例"


def test_laws_versions_and_articles(db_on: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(TEXTS), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "files": 3,
        "added": 3,
        "changed": 0,
        "same": 0,
        "articles": 7,
        "unresolved": [],
    }
    assert {s.law: s.local for s in Statute.objects.all()} == {
        LAMPS: False,
        "示例邮筒规定": False,
        "某市示例井盖办法": True,
    }
    lamps = StatuteVersion.objects.get(statute=LAMPS)
    assert (lamps.adopted_on, lamps.in_force_from) == (date(2020, 5, 1), date(2020, 7, 1))
    assert [(a.number, a.heading) for a in lamps.articles.all()] == [
        ("1", "第一章 总则"),
        ("2", "第一章 总则"),
        ("3", "第二章 点灯 · 第一节 点灯的人"),
        ("3-1", "第二章 点灯 · 第一节 点灯的人"),
    ]
    second = article_in(lamps, "第2条")
    assert second is not None and second.paragraphs[1:] == ["（一）杆上的灯；", "（二）墙上的灯。"]


def test_an_amended_text_is_in_force_from_its_amendment(sqlite_db: str) -> None:
    main([str(TEXTS)])
    covers = StatuteVersion.objects.get(statute="某市示例井盖办法")
    assert (covers.adopted_on, covers.in_force_from) == (date(2022, 8, 9), date(2022, 8, 9))
    assert not covers.stated


def test_a_second_run_changes_nothing(db_on: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(TEXTS)])
    before = list(Article.objects.values_list("pk", "text"))
    capsys.readouterr()
    assert main([str(TEXTS), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["changed"], told["same"], told["articles"]) == (0, 0, 3, 0)
    assert list(Article.objects.values_list("pk", "text")) == before


def test_a_changed_text_takes_the_place_of_the_old(sqlite_db: str, tmp_path: Path) -> None:
    main([str(TEXTS)])
    copy = shutil.copytree(TEXTS, tmp_path / "texts")
    file = copy / "示例路灯管理条例(2020-05-01).md"
    file.write_text(file.read_text().replace("三十分钟", "六十分钟"))
    assert main([str(copy)]) == 0
    version = StatuteVersion.objects.get(statute=LAMPS)
    assert version.articles.get(number="3").text == "天黑以前六十分钟点灯。"
    assert version.articles.count() == 4


def test_an_older_version_answers_for_its_days(sqlite_db: str, tmp_path: Path) -> None:
    main([str(TEXTS)])
    old = tmp_path / "示例路灯管理条例(2010-03-01).md"
    old.write_text("2010年3月1日 通过\n\n<!-- INFO END -->\n\n第一条 灯须点。\n")
    assert main([str(tmp_path)]) == 0
    found = [
        version_on(LAMPS, day) for day in (date(2009, 1, 1), date(2015, 1, 1), date(2026, 1, 1))
    ]
    assert [v and v.adopted_on for v in found] == [None, date(2010, 3, 1), date(2020, 5, 1)]
    broken = cited(Citation(LAMPS, "3", "2010-03-01"), date(2026, 1, 1))
    assert broken.broken and broken.version == found[1]


def test_an_excerpt_does_not_say_what_is_missing(sqlite_db: str) -> None:
    main([str(TEXTS)])
    found = cited(Citation("示例邮筒规定", "1", "2021-01-02"), date(2026, 1, 1))
    assert found.article is None and not found.broken


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("甲法(2020-01-01).md", b"\xff\xfe", "甲法(2020-01-01).md:1: 不是 UTF-8"),
        ("甲法(2020-01-01).md", "标题\n\n没有条".encode(), ":1: 没有找到条文"),
        ("甲法.md", "第一条 有。".encode(), "甲法.md:1: 看不出这一文本是哪一天"),
        (
            "甲法(2020-01-01).md",
            "第一条 有。\n第一条 又有。".encode(),
            ":2: 第1条在同一文本中出现两次",
        ),
        ("甲法(2020-01-01).md", "第一条 有。\n第二条\n# 章".encode(), ":2: 第2条没有内容"),
        ("节录-甲.md", "没有".encode(), ":1: 节录没有标题"),
        ("节录-甲.md", "\n## 甲法\n第一条 有。".encode(), ":2: 看不出法名和日期"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line_and_nothing_is_loaded(
    sqlite_db: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    said: str,
) -> None:
    shutil.copy(TEXTS / "示例路灯管理条例(2020-05-01).md", tmp_path)
    (tmp_path / name).write_bytes(content)
    assert main([str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert said in told and "没有载入任何文本" in told
    assert not Statute.objects.exists()


def test_the_same_version_twice(sqlite_db: str, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(TEXTS / "示例路灯管理条例(2020-05-01).md", tmp_path / folder)
    assert main([str(tmp_path)]) == 2


@pytest.mark.parametrize(
    "argv", [[], ["/no/such/folder"], ["--package", "no_such_package"], ["a", "--package", "b"]]
)
def test_nothing_to_read(sqlite_db: str, argv: list[str]) -> None:
    assert main(argv) == 2


def test_an_installed_package(
    sqlite_db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = shutil.copytree(TEXTS, tmp_path / "invented_statutes")
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    assert main(["--package", "invented_statutes"]) == 0
    assert Statute.objects.count() == 3


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "甲法(2020-01-01).md"
    file.write_bytes("\ufeff# 甲法\r\n\r\n第一条 有。\r\n第二条 也有。\r\n".encode())
    (read,) = read_statutes(file, file.name)
    assert [(a.number, a.text) for a in read.articles] == [("1", "有。"), ("2", "也有。")]


def test_a_day_that_does_not_exist_is_no_version(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_statutes(_written(tmp_path, "甲法(2020-13-40).md"), "甲法.md")


def _written(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("第一条 有。")
    return path
