"""The ordinary case, from the clue to the archive, by six people through their pages."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from playwright.sync_api import FilePayload, expect
from tests.documents.pages import text_of
from tests.journeys import papers
from tests.journeys.people import Stage

from xiezhi.documents.reads import latest_casefile
from xiezhi.journal.commands_verify import main as verify
from xiezhi.journal.models import Entry
from xiezhi.registry.cast import DEMO_PIN

#: The code printed beside the QR of a document.
CODE = re.compile(r"核验码([0-9A-Z]{13}-[0-9A-Z]{13})")
pytestmark = pytest.mark.browser


def test_a_case_goes_from_the_clue_to_the_archive(stage: Stage) -> None:
    matter = clue(stage)
    filing(stage, matter)
    investigation(stage, matter)
    concluding(stage, matter)
    notice(stage, matter)
    legal_review(stage, matter)
    discussion(stage, matter)
    number, code = decision(stage, matter)
    service(stage, matter)
    publication(stage, number)
    verification(stage, number, code)
    execution(stage, matter)
    archive(stage, matter)
    overseen(stage, matter)
    assert verify([]) == 0


def clue(stage: Stage) -> str:
    lin = stage.person("lin").sees("工作台").open("/cases/clue/")
    lin.fill(papers.CLUE).check().sees(papers.COMPLAINANT).sign()
    lin.sees("线索登记已办理", "接下来可以办理", "立案", "第五十四条", "还剩")
    matter = lin.matter
    stage.node.at("2026-03-02T09:30")
    lin = stage.person("lin")
    lin.does(matter, "clue_verified", papers.VERIFIED, procedure="clue", second="p-chen")
    lin.sees("线索核查已办理")
    return matter


def filing(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-02T10:00")
    lin = stage.person("lin").does(matter, "case_filed", papers.FILING, procedure="clue")
    lin.sees("审批：立案", "这份文稿正等办案机构负责人签署")
    zhou = stage.person("zhou").sees("审批：立案", "待审批", "林正等候")
    zhou.open("/desk/").press("审批：立案").sees(papers.PARTY, "打开文书稿")
    zhou.shot("approval-filing").approves("审批：立案").sees("已送下一位审批人")
    gao = stage.person("gao").approves("审批：立案").sees("立案已办理", "〔2026〕")
    gao.open(f"/cases/{matter}/").sees(papers.PARTY, papers.CAUSE, "〔2026〕")
    stage.node.at("2026-03-02T11:00")
    zhou = stage.person("zhou").does(matter, "officers_assigned", papers.OFFICERS)
    zhou.sees("指定办案人员已办理")
    stage.person("lin").open(f"/cases/{matter}/").sees("林正、陈实", "出示执法证件").shot(
        "workspace"
    )


def investigation(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-03T09:00")
    lin = stage.person("lin").does(matter, "id_shown", papers.ID_SHOWN, second="p-chen")
    lin.sees("出示执法证件已办理")
    lin.does(matter, "rights_informed", papers.RIGHTS, second="p-chen").sees("告知当事人权利已办理")
    stage.node.at("2026-03-03T09:45")
    lin = stage.person("lin").does(matter, "interview", papers.INTERVIEW, second="p-chen")
    lin.sees("询问已办理", "询问笔录")
    lin.attests(matter, "record_signed", papers.RECORD_SIGNED, "当事人在笔录上签名")
    lin.sees("笔录签名确认已办理")
    upload(stage, matter)
    stage.node.at("2026-03-03T10:00")
    chen = stage.person("chen").does(matter, "evidence_collected", papers.EVIDENCE, second="p-lin")
    chen.sees("收集调取证据已办理")


def upload(stage: Stage, matter: str) -> None:
    lin = stage.person("lin").open(f"/cases/{matter}/facts/")
    photo = papers.photograph()
    file = FilePayload(name="油烟管道.jpg", mimeType="image/jpeg", buffer=photo)
    lin.page.locator("#file").set_input_files(file)
    lin.fill({"kind": "audiovisual", "place": papers.PLACE}).press("上传证据")
    lin.sees("已收为证据1", "E1 油烟管道.jpg").shot("evidence")
    link = str(lin.page.get_by_role("link", name="E1 油烟管道.jpg").get_attribute("href"))
    assert lin.page.request.get(stage.node.address + link).body() == photo


def concluding(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-10T09:00")
    lin = stage.person("lin").does(
        matter, "investigation_concluded", papers.CONCLUDED, second="p-chen"
    )
    lin.sees("调查终结已办理", "调查终结报告")
    lin.open(f"/cases/{matter}/").sees("现在还不能", "作出处罚决定")


def notice(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-11T09:00")
    lin = stage.person("lin").does(matter, "notice_served", papers.NOTICE)
    lin.sees("审批：处罚告知", "15,000")
    stage.person("zhou").approves("审批：处罚告知").sees("已送下一位审批人")
    stage.person("gao").approves("审批：处罚告知").sees("处罚告知已办理", "〔2026〕")
    lin = stage.person("lin").does(matter, "hearing_right_informed", papers.HEARING_RIGHT)
    lin.sees("告知听证权已办理")
    stage.node.at("2026-03-12T09:00")
    lin = stage.person("lin").attests(
        matter, "statement_received", papers.DEFENCE, "当事人书面提交"
    )
    lin.sees("收到陈述申辩已办理")
    early(stage, matter)
    stage.node.at("2026-03-13T09:00")
    stage.person("zhou").does(matter, "statement_reviewed", papers.ANSWERED)
    stage.person("lin").attests(matter, "statement_waived", papers.WAIVED, "当事人书面提交")
    stage.person("lin").open(f"/cases/{matter}/").sees("放弃陈述申辩或者听证")


def early(stage: Stage, matter: str) -> None:
    """Deciding before the review is refused in words, with the article, and what was typed stays."""
    lin = stage.person("lin").does(matter, "decision_made", papers.DECISION)
    lin.sees("不能作出处罚决定", "行政处罚法", "没有写入任何记载").shot("refused")


def legal_review(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-16T09:00")
    shen = stage.person("shen").sees("法制审核", "待法审").open(f"/reviews/{matter}/")
    shen.sees(papers.CONCLUDED["report_text"]).shot("review")
    answer(stage, "return", problem="evidence", note="请写明照片由谁拍摄。")
    shen.sees("法制审核退回已办理")
    stage.node.at("2026-03-16T14:00")
    lin = stage.person("lin").open(f"/cases/{matter}/").sees("法制审核退回")
    lin.does(
        matter, "evidence_linked",
        {"evidence_links": [{**papers.LINKS[0], "evidence_reason": "林正、陈实现场拍摄，与询问笔录一致。"}]},
    )  # fmt: skip
    lin.sees("事实与证据对应已办理").does(matter, "review_submitted").sees("送案件审核已办理")
    stage.node.at("2026-03-17T09:00")
    shen = stage.person("shen").sees("待法审").open(f"/reviews/{matter}/").sees("以前的审核")
    answer(stage, "pass")
    shen.sees("法制审核已办理", "法制审核意见书")


def answer(stage: Stage, conclusion: str, problem: str = "", note: str = "") -> None:
    """Every question by hand, then the conclusion."""
    shen = stage.visitor("shen")
    page = shen.page
    for box in page.locator('input[type="radio"][value="ok"]').all():
        box.check()
    if problem:
        page.locator(f'input[name="answer-{problem}"][value="problem"]').check()
        page.locator(f'input[name="note-{problem}"]').fill(note)
    page.locator(f'input[name="conclusion"][value="{conclusion}"]').check()
    page.locator("#f-opinion").fill("事实清楚，适用法律正确，程序合法。" if not problem else note)
    page.locator("#f-start").select_option("before_2018")
    shen.fill({"pin": DEMO_PIN}).press("签署并出具审核意见")


def discussion(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-19T10:00")
    gao = stage.person("gao").does(matter, "collective_discussion", papers.DISCUSSED)
    gao.sees("负责人集体讨论已办理", "集体讨论")


def decision(stage: Stage, matter: str) -> tuple[str, str]:
    stage.node.at("2026-03-20T09:00")
    stage.person("lin").does(matter, "decision_made", papers.DECISION).sees("审批：作出处罚决定")
    zhou = stage.person("zhou").open("/desk/").press("审批：作出处罚决定")
    zhou.sees("15,000", "审核结果", "当事人意见").shot("approval")
    zhou.approves("审批：作出处罚决定").sees("已送下一位审批人")
    gao = stage.person("gao").approves("审批：作出处罚决定").sees("作出处罚决定已办理", "〔2026〕")
    number = gao.page.locator(".note.good h2").inner_text()
    paper = gao.page.get_by_role("link", name="下载凭证")
    body = gao.page.request.get(stage.node.address + str(paper.get_attribute("href"))).body()
    assert body.startswith(b"%PDF")
    gao.sees("送达").shot("decision")
    code = CODE.search(text_of(body))
    assert code
    return number, code[1]


def service(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-23T09:00")
    stage.person("lin").does(matter, "decision_served", papers.SERVED).sees("送达决定书已办理")


def publication(stage: Stage, number: str) -> None:
    stage.node.at("2026-03-24T09:00")
    he = stage.person("he").open("/publicity/").sees(number).press(number)
    he.sees("原文（不公开）", "公开版", papers.HEAD, "应当公示", "隐去的内容").shot("publication")
    hidden = he.page.locator("tr", has_text="赵某").locator("td.number")
    expect(hidden).to_have_text("2")
    he.page.locator("#secrecy").select_option("none")
    he.page.locator('input[name="checked"]').check()
    he.press("确认并发布").sees("公示中")
    visitor = stage.visitor().open("/public/")
    visitor.fill({"q": "老灶台"}).press("查询").sees(number).press(number)
    visitor.sees(papers.PARTY, papers.CAUSE, "15,000", "大气污染防治法").shot("public-decision")
    words = visitor.page.content()
    assert [word for word in papers.PERSONAL if word in words] == []
    visitor.press("核验公开版决定书").sees("真实有效", "查看公示页")


def verification(stage: Stage, number: str, code: str) -> None:
    visitor = stage.visitor().open("/verify/")
    visitor.fill({"code": code}).press("核验")
    visitor.sees("真实有效", number).shot("verification")


def execution(stage: Stage, matter: str) -> None:
    stage.node.at("2026-03-30T09:00")
    lin = stage.person("lin").attests(matter, "fine_paid", papers.PAID, "非税系统回单")
    lin.sees("缴纳罚款已办理")
    stage.node.at("2026-04-01T09:00")
    stage.person("lin").does(matter, "case_closed", papers.CLOSING).sees("审批：结案")
    stage.person("zhou").approves("审批：结案")
    stage.person("gao").approves("审批：结案").sees("结案已办理")


def archive(stage: Stage, matter: str) -> None:
    stage.node.at("2026-04-10T09:00")
    he = stage.person("he").does(matter, "case_archived", papers.ARCHIVE).sees("归档已办理")
    he.open(f"/cases/{matter}/").sees("已归档")
    he.open(f"/cases/{matter}/documents/").sees("打开归档卷宗")
    bound = he.page.request.get(f"{stage.node.address}/cases/{matter}/file.pdf").body()
    kept = latest_casefile(matter)
    assert kept and sha256(bound).hexdigest() == kept.sha256
    archived = Entry.objects.get(matter=matter, step="case_archived").content["fields"]
    assert archived["page_count"] == kept.pages > 10


def overseen(stage: Stage, matter: str) -> None:
    song = stage.person("song").open(f"/cases/{matter}/log/").sees("逐条核对一致")
    assert papers.COMPLAINANT not in song.text
    for section in ("", "facts/", "parties/", "supervision/", "links/"):
        assert papers.COMPLAINANT not in song.open(f"/cases/{matter}/{section}").text
    song.open(f"/cases/{matter}/documents/").shot("documents")
