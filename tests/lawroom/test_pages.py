"""The pages of the law room: statute, article, norm, parameters, search; and setting a parameter by two people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.matters import play as p
from tests.matters.conftest import cast

from xiezhi.journal.models import Entry
from xiezhi.lawroom.statutes_command import main
from xiezhi.lawroom.words.conditions import condition_words
from xiezhi.lawroom.words.examples import example_rows
from xiezhi.lawroom.words.rules import applies_sentences, breach_facts, rule_sentences
from xiezhi.matters.models import Case
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person, RoleGrant
from xiezhi.registry.parameters.models import Change
from xiezhi.registry.roles import ROLES

__all__ = ["cast"]

Enter = Callable[[str], Client]
PAGE = "/law/parameters/hearing_fine_cents/"
TEXTS = Path(__file__).parents[1] / "data/statutes"
PROPOSAL = {
    "parameter_value": "20000",
    "effective_from_on": "2026-12-01",
    "keeping_document": "某市听证标准通告",
    "keeping_reason": "本市已经公布",
    "key": "k-1",
}


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def invented(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content)
    assert main([str(folder)]) == 0


def test_every_norm_is_said_in_words(sqlite_db: str) -> None:
    client = Client()
    for norm in corpus().norms.values():
        lines = [*rule_sentences(norm), *applies_sentences(norm)]
        assert lines and all("None" not in line and "param." not in line for line in lines)
        assert breach_facts(norm)
        assert len(example_rows(norm)) == len(norm.examples)
    assert "自“立案”之日起90日内" in text(client, "/law/norms/PEN-060-1/")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("kind = 'fine' AND fine_cents > 100", "“处罚种类”是罚款，并且“罚款”超过1元"),
        ("hearing_notified_count = 0", "“听证通知次数”为零"),
        ("NOT (kind IN ('fine', 'warning'))", "“处罚种类”不是罚款、警告之一"),
        (
            "kind IS NULL OR 5 < hearing_notified_count",
            "没有记录“处罚种类”，或者“听证通知次数”超过5",
        ),
        ("own_day >= 20584", "“办理之日”不早于2026年5月11日"),
        ("fine_cents <= param.spot_fine_max_cents", "“罚款”不超过参数“"),
    ],
)
def test_conditions_in_words(said: str, words: str) -> None:
    assert condition_words(said).startswith(words)


def test_from_the_law_to_the_article_to_the_norm(sqlite_db: str, tmp_path: Path) -> None:
    law, text_of = "行政处罚法", "第六十条 自己写的示例条文，不是原文。"
    invented(tmp_path, f"{law}(2021-01-22).md", f"2021年7月15日 施行\n\n{text_of}\n")
    client = Client()
    index = text(client, "/law/")
    assert f'href="/law/statutes/{"%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A%E6%B3%95"}/"' in index
    assert "在已载入的文本中没有" in index
    assert "第六十条" in text(client, f"/law/statutes/{law}/")
    article = text(client, f"/law/{law}/60/")
    assert "自己写的示例条文" in article and "/law/norms/PEN-060-1/" in article
    assert "现在涉及的事项" not in article
    assert "文本中没有第五十一条" in text(client, f"/law/{law}/51/")
    assert "没有载入这部法在2020年1月1日施行的原文" in text(client, f"/law/{law}/51/?on=2020-01-01")
    norm = text(client, "/law/norms/PEN-060-1/")
    assert "自己写的示例条文" in norm and "办案期限（自然日）" in norm and "90日" in norm
    assert "文本中没有这一条" in text(client, "/law/norms/PEN-051-1/")


def test_what_is_not_there(sqlite_db: str) -> None:
    client = Client()
    for path in (
        "/law/不存在的法/1/",
        "/law/行政处罚法/999/",
        "/law/norms/XXX-001/",
        "/law/parameters/no_such/",
        "/law/statutes/不存在的法/",
    ):
        text(client, path, 404)


def test_the_text_in_force_on_the_day(sqlite_db: str, tmp_path: Path) -> None:
    (tmp_path / "某法(2010-01-01).md").write_text("# 某法\n\n第一条 旧文。\n\n第二条 另一条。\n")
    new = "## 总则\n\n第一条 新文。\n\n第二款。\n\n## 下一章\n\n第二条 另一条。\n"
    invented(tmp_path, "某法(2021-07-15).md", new)
    client = Client()
    today = text(client, "/law/某法/1/")
    assert "新文" in today and "第二款" in today and "下一章" not in today
    assert "旧文" in text(client, "/law/某法/1/?on=2020-01-01")
    text(client, "/law/某法/1/?on=2009-12-31", 404)
    text(client, "/law/某法/3/", 404)


def test_search_finds_laws_norms_parameters_and_articles(sqlite_db: str) -> None:
    main([str(TEXTS)])
    client = Client()
    assert "示例邮筒规定" in text(client, "/law/search/?q=邮筒")
    assert "《示例路灯管理条例》第三条" in text(client, "/law/search/?q=天黑 三十分钟")
    assert "PEN-064-2" in text(client, "/law/search/?q=PEN-064-2")
    assert "hearing_fine_cents" in text(client, "/law/search/?q=听证的较大数额罚款")
    assert "没有找到" in text(client, "/law/search/?q=绝无此词")


def test_the_norm_shows_the_matters_it_touches_to_who_may_see_them(cast: Enter) -> None:
    story = p.filed(p.Play())
    page = text(cast("lin"), "/law/norms/PEN-060-1/")
    assert "现在涉及的事项" in page and f"/cases/{story.matter}/guide/" in page
    assert story.matter not in text(cast("qian"), "/law/norms/PEN-060-1/")
    assert "现在涉及的事项" not in text(Client(), "/law/norms/PEN-060-1/")


def second_reviewer() -> None:
    """`wu` may set parameters too."""
    assert Person.objects.filter(pk="wu").exists()
    assert RoleGrant.objects.filter(person="wu", role="legal_reviewer").exists()


def test_two_people_set_a_parameter(cast: Enter) -> None:
    second_reviewer()
    mine, others = p.filed(p.Play()), p.filed(p.Play())
    Case.objects.filter(pk=others.matter).update(organ=p.OTHER)
    assert Case.objects.get(pk=mine.matter).organ == p.ORGAN
    first, other = cast("shen"), cast("wu")
    assert "提出新的值" in text(first, PAGE) and "提出新的值" not in text(cast("lin"), PAGE)
    checked = first.post(f"{PAGE}propose/", PROPOSAL).content.decode()
    assert (
        "本节点 <b>2</b> 件正在办理的事项会按新值判断（其中您可以查看 1 件）" in checked
        and "20,000元" in checked
    )
    assert first.post(f"{PAGE}propose/", {**PROPOSAL, "go": "sign"}).status_code == 302
    assert first.post(f"{PAGE}propose/", {**PROPOSAL, "go": "sign"}).status_code == 302
    assert Change.objects.count() == 1
    refused = first.post(f"{PAGE}set/", {"key": "k-2", "pin": p.PIN})
    assert refused.status_code == 409
    said = refused.content.decode()
    assert "参数由提出的人自己设定" in said and "另一名有权设定这个参数的人" in said
    assert other.post(f"{PAGE}set/", {"key": "k-3", "pin": "000000"}).status_code == 422
    assert other.post(f"{PAGE}set/", {"key": "k-4", "pin": p.PIN}).status_code == 302
    page = text(other, PAGE)
    assert (
        "本节点设定：沈静提出，吴新设定；某市听证标准通告" in text(Client(), PAGE) or "待" in page
    )
    assert Change.objects.get().state == "set"
    assert Entry.objects.filter(
        step="parameter_set", matter="parameter-hearing_fine_cents"
    ).exists()


def test_a_value_out_of_range_is_a_sentence_beside_its_field(cast: Enter) -> None:
    page = "/law/parameters/hearing_notice_workdays/propose/"
    answer = cast("shen").post(page, {**PROPOSAL, "parameter_value": "6"})
    assert answer.status_code == 422
    assert "不能是6个工作日，应当不少于7个工作日" in answer.content.decode()
    assert not Change.objects.exists()


def test_a_proposal_is_withdrawn_with_a_reason(cast: Enter) -> None:
    client = cast("shen")
    client.post(f"{PAGE}propose/", {**PROPOSAL, "go": "sign"})
    assert client.post(f"{PAGE}withdraw/", {"key": "k-2"}).status_code == 422
    assert (
        client.post(f"{PAGE}withdraw/", {"key": "k-3", "keeping_reason": "误"}).status_code == 302
    )
    assert "已撤回" in text(client, PAGE)


def test_who_may_not_set_it_is_told_who_may(cast: Enter) -> None:
    answer = cast("lin").post(f"{PAGE}propose/", PROPOSAL)
    assert answer.status_code == 403 and "法制审核人员" in answer.content.decode()


def test_roles_that_keep_the_law_exist() -> None:
    assert {role for each in corpus().parameters.values() for role in each.set_by} <= set(ROLES)
    steps = corpus().procedures["lawkeeping"].steps
    setters = {role for each in corpus().parameters.values() for role in each.set_by}
    assert setters <= set(steps["parameter_set"].by)


def test_every_law_and_article_that_norms_cite_has_its_page(sqlite_db: str) -> None:
    client = Client()
    for law, number in {(c.law, c.article) for n in corpus().norms.values() for c in n.cite}:
        assert client.get(reverse("lawroom:article", args=(law, number))).status_code == 200
        assert client.get(reverse("lawroom:statute", args=(law,))).status_code == 200
