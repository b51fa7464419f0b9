"""What a rendered document states, and that nothing typed by a person becomes code."""

import re
import time
from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import stated
from tests.documents.pages import conformance, text_of, texts_of

from xiezhi.documents.fonts import faces
from xiezhi.documents.kinds import UnknownKind, library
from xiezhi.documents.prepare import NotPrintable
from xiezhi.documents.render import render
from xiezhi.documents.samples import SAMPLE_CODE, sample, sample_files

ALL = sorted(library().kinds)
AT = datetime(2026, 10, 26, 2, 0, tzinfo=UTC)
STATED = {
    "case_filing_form": ["立案审批表", "检查发现", "同意立案。", "何文静", "02010126001"],
    "interview_record": [
        "2026年9月21日9时05分",
        "询问人",
        "出示执法证件",
        "申请我们回避",
        "答：属实。",
    ],
    "inspection_record": ["现场检查笔录", "2026年9月14日10时20分", "高晓", "情况属实"],
    "site_check_record": ["现场检查记录", "餐饮服务日常检查", "不合格", "愿意配合整改", "情况属实"],
    "investigation_report": ["查明的事实", "电子数据", "给予处罚", "建议给予下列处罚"],
    "penalty_notice": ["行政处罚听证告知书", "五个工作日内", "陈述和申辩", "022-60000018"],
    "legal_review_opinion": ["主体与权限", "不适用", "改正后再审", "林岚", "法审〔2026〕19号"],
    "collective_discussion_record": ["应当表决3人，同意3人", "给予处罚", "2026年10月23日14时30分"],
    "penalty_decision": [
        "东湖区镕记小馆",
        "没收违法所得人民币16000元（大写：壹万陆仟元整）",
        "罚款人民币50000元（大写：伍万元整）",
        "《中华人民共和国食品安全法》第一百二十二条第一款",
        "每日按罚款数额的百分之三加处罚款",
        "60日内向东湖区人民政府申请行政复议",
        "6个月内直接向东湖区人民法院提起行政诉讼",
        "东湖市监罚决〔2026〕28号",
        "2026年10月26日",
    ],
    "spot_decision": [
        "罚款人民币100元（大写：壹佰元整）",
        "应当先自收到本决定书之日起60日内",
        "02010126014",
    ],
    "service_receipt": ["直接送达", "2026年10月28日15时10分", "拒收", "东湖市监罚决〔2026〕28号"],
    "correction_order": ["责令你（单位）于2026年9月30日前改正", "责改〔2026〕63号", "将进行复查"],
    "hearing_notice": ["2026年10月27日9时00分", "听证公开举行", "委托一至二人代理"],
    "no_penalty_decision": ["第三十三条", "不予行政处罚", "经查明：1．当事人于"],
    "closing_report": ["履行完毕", "50,000.00元（大写：伍万元整）", "机关负责人意见"],
    "not_filing_form": ["不符合立案标准", "承办机构负责人意见"],
    "statement_review_opinion": ["1．采纳2．不采纳", "不因陈述、申辩加重"],
    "casefile_cover": ["行政处罚案卷", "DH-2026-CF-0028", "保管期限"],
    "casefile_contents": ["卷内目录", "立案审批表", "页号"],
    "public_decision": ["公开版", "依法隐去", "𬭎某某"],
    "photo_page": ["证据照片（1/1）", "现场照片01.jpg"],
    "media_list": ["电子证据清单", "检查全过程录像.mp4"],
}


STATED |= stated.STATED


def test_every_kind_has_its_expectations_here() -> None:
    assert set(STATED) == set(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_a_document_states_what_it_must(kind: str, rendered: dict[str, bytes]) -> None:
    text = text_of(rendered[kind])
    assert [words for words in STATED[kind] if words not in text] == []


@pytest.mark.parametrize("kind", ALL)
def test_a_complete_document_has_no_blank_to_fill(kind: str, rendered: dict[str, bytes]) -> None:
    assert "待补" not in text_of(rendered[kind])


@pytest.mark.parametrize("kind", ALL)
def test_a_document_is_pdf_a_2b(kind: str, rendered: dict[str, bytes]) -> None:
    assert conformance(rendered[kind]) == ("2b", True)


@pytest.mark.parametrize("kind", ALL)
def test_pages_are_a4_and_numbered_with_the_total(kind: str, rendered: dict[str, bytes]) -> None:
    with pypdfium2.PdfDocument(rendered[kind]) as pdf:
        sizes = {tuple(round(x) for x in page.get_size()) for page in pdf}
    texts = texts_of(rendered[kind])
    assert sizes == {(595, 842)}
    assert all(f"第{n}页共{len(texts)}页" in text for n, text in enumerate(texts, 1))


def test_the_margins_are_those_of_official_documents(rendered: dict[str, bytes]) -> None:
    """上 37、左 28、右 26 毫米: no body text outside (headers and footers stand in the margins)."""
    mm = 72 / 25.4
    with pypdfium2.PdfDocument(rendered["penalty_notice"]) as pdf:
        page = pdf[0].get_textpage()
        boxes = [page.get_charbox(i) for i in range(page.count_chars())]
    body = [b for b in boxes if b[3] > 35 * mm and b[2] > b[0]]
    assert min(b[0] for b in body) >= 28 * mm - 1
    assert max(b[2] for b in body) <= 210 * mm - 26 * mm + 1
    assert max(b[3] for b in body) <= 297 * mm - 37 * mm + 1


def test_the_same_context_and_time_give_the_same_bytes() -> None:
    context = sample("penalty_decision")
    assert render("penalty_decision", context, at=AT) == render("penalty_decision", context, at=AT)


def test_a_preview_says_that_it_has_no_effect_and_carries_no_seal() -> None:
    context = {k: v for k, v in sample("penalty_decision").items() if k != "code"}
    text = text_of(render("penalty_decision", context))
    assert "预览稿，不具有效力" in text
    assert "演示用章" not in text


def test_the_software_seal_says_that_it_is_a_demonstration(rendered: dict[str, bytes]) -> None:
    assert "演示用章" in texts_of(rendered["penalty_decision"])[-1]


@pytest.mark.parametrize("more", range(0, 40, 3))
def test_no_page_carries_only_the_signature(more: int) -> None:
    """However the text grows, the last paragraph stays with the signature."""
    context = sample("penalty_decision") | {"course_text": "\n".join(["调查经过。"] * more)}
    last = texts_of(render("penalty_decision", context))[-1]
    assert "不停止执行" in last
    assert "2026年10月26日" in last


@pytest.mark.parametrize("lines", range(1, 40, 4))
def test_no_page_of_a_record_carries_only_signatures(lines: int) -> None:
    said = "\n".join(f"问：第{n}问？\n答：第{n}答。" for n in range(1, lines + 1))
    last = texts_of(render("interview_record", sample("interview_record") | {"record_text": said}))
    assert f"答：第{lines}答。" in last[-1]


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("x")',
        '#read("/etc/passwd")',
        "$ sum_(i=1)^n $ *粗* _斜_ `码` = 标题 // 注",
        '"]); #import "frame.typ": *',
        "\\u{41} <标签> @引用",
        "{reconsideration_days} {code}",
    ],
)
def test_what_a_person_types_is_printed_and_never_run(typed: str) -> None:
    context = sample("penalty_decision") | {"decision_text": typed, "cause": typed}
    assert "".join(typed.split()) in text_of(render("penalty_decision", context))


DRAWABLE = st.sampled_from(sorted(map(chr, faces().drawn - set(range(0x20)))))


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.one_of(st.sampled_from('#[]{}()$*_`"\\<>@=/-+~\n\t ，。'), DRAWABLE), max_size=200)
)
def test_any_drawable_text_can_be_printed(typed: str) -> None:
    render("interview_record", sample("interview_record") | {"record_text": typed})


def test_a_long_word_without_breaks_stays_on_the_page() -> None:
    address = "x" * 300
    context = sample("service_receipt") | {"service_address": address}
    pdf = render("service_receipt", context)
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0].get_textpage()
        text = page.get_text_range()
        right = max(page.get_charbox(i)[2] for i, letter in enumerate(text) if letter == "x")
    assert right <= 595 - 26 * 72 / 25.4 + 1


def test_a_missing_value_is_shown_by_its_chinese_name() -> None:
    context = {k: v for k, v in sample("penalty_decision").items() if k != "court"}
    assert "〔待补：管辖法院〕" in text_of(render("penalty_decision", context))


def test_a_row_with_nothing_in_it_is_left_out_unless_it_must_be_filled() -> None:
    context = sample("inspection_approval_form")
    assert "紧急事由" not in text_of(render("inspection_approval_form", context))
    urgent = text_of(render("inspection_approval_form", context | {"urgent_reason": "燃气泄漏"}))
    assert "紧急事由燃气泄漏" in urgent
    unnamed = {n: v for n, v in context.items() if n != "inspection_title"}
    assert "〔待补：检查任务〕" in text_of(render("inspection_approval_form", unnamed))


def test_a_form_names_the_party_once() -> None:
    text = text_of(render("joint_plan", sample("joint_plan")))
    assert text.count("东湖区镕记小馆") == 1


def test_a_list_of_files_tells_their_types_in_words() -> None:
    text = text_of(render("media_list", sample("media_list")))
    assert "视频" in text and "video/mp4" not in text


def test_a_value_that_is_no_date_is_refused_with_its_field() -> None:
    with pytest.raises(NotPrintable, match="违法行为被发现之日"):
        render("case_filing_form", sample("case_filing_form") | {"discovered_on": "昨天"})


def test_an_unknown_kind_is_refused_in_words() -> None:
    with pytest.raises(UnknownKind, match="没有“passport”这种文书"):
        render("passport", {})


def test_the_notice_offers_a_hearing_only_when_it_must() -> None:
    context = sample("penalty_notice") | {"hearing_right_told": False}
    text = text_of(render("penalty_notice", context))
    assert "行政处罚事先告知书" in text
    assert "听证" not in re.sub("事先告知书|核验", "", text)


def test_a_notice_names_only_the_addressee_and_what_concerns_him() -> None:
    context = sample("penalty_notice")
    other = dict(context["parties"][0], party_no=2, party_name="另一当事人")
    theirs = dict(context["dispositions"][0], party_no=2, confiscation_cents=7_700_00)
    text = text_of(
        render(
            "penalty_notice",
            context
            | {
                "parties": [*context["parties"], other],
                "dispositions": [*context["dispositions"], theirs],
            },
        )
    )
    assert "另一当事人" not in text
    assert "7700元" not in text


def test_a_decision_on_several_parties_says_who_gets_what() -> None:
    context = sample("penalty_decision")
    other = dict(context["parties"][0], party_no=2, party_name="另一当事人")
    warned = {
        "party_no": 2,
        "kind": "warning",
        "basis_law": "食品安全法",
        "basis_article": "126",
    }
    text = text_of(
        render(
            "penalty_decision",
            context
            | {
                "parties": [*context["parties"], other],
                "dispositions": [*context["dispositions"], warned],
            },
        )
    )
    assert "对另一当事人，依据《食品安全法》第一百二十六条的规定，警告" in text


def test_remedies_follow_the_law_of_the_day_for_spot_decisions() -> None:
    """当场处罚须先复议, but only since 2024-01-01 (行政复议法第二十三条)."""
    context = sample("spot_decision") | {"made_on": "2023-12-31"}
    text = text_of(render("spot_decision", context))
    assert "也可以自收到本决定书之日起6个月内直接向东湖区人民法院提起行政诉讼" in text


def test_the_code_and_its_address_are_printed(rendered: dict[str, bytes]) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    with pypdfium2.PdfDocument(rendered["penalty_decision"]) as pdf:
        last = pdf[len(pdf) - 1].render(scale=3).to_pil()
    found = [code.text for code in zxingcpp.read_barcodes(last)]
    assert found == [sample("penalty_decision")["verify_url"]]
    assert SAMPLE_CODE in text_of(rendered["penalty_decision"])


def test_a_document_takes_well_under_three_seconds() -> None:
    context = sample("penalty_decision")
    start = time.perf_counter()
    for _ in range(5):
        render("penalty_decision", context)
    assert (time.perf_counter() - start) / 5 < 3


def test_a_picture_is_shown_from_memory() -> None:
    pdf = render("photo_page", sample("photo_page"), files=sample_files("photo_page"))
    with pypdfium2.PdfDocument(pdf) as opened:
        shown = opened[0].render(scale=1).to_pil().convert("RGB")
    assert shown.getpixel((300, 200)) == pytest.approx((200, 200, 200), abs=3)
