"""The bound file: order, page marks, contents that agree with them, PDF/A kept, fast enough."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from tests.documents.pages import conformance, fonts_of, texts_of

from xiezhi.documents.casefile.assemble import Bound, NothingToBind, archive, assemble
from xiezhi.documents.issue import issue, void, withdraw
from xiezhi.documents.models import Document
from xiezhi.documents.reads import latest_casefile
from xiezhi.documents.samples import picture, sample
from xiezhi.journal.door import Act, Actor, record
from xiezhi.journal.files import open_file, store

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TWELVE = [
    "case_filing_form",
    "inspection_record",
    "interview_record",
    "interview_record",
    "investigation_report",
    "legal_review_opinion",
    "collective_discussion_record",
    "penalty_notice",
    "penalty_decision",
    "service_receipt",
    "service_receipt",
    "inspection_record",
]


def made(kind: str) -> Document:
    held = {k: v for k, v in sample(kind).items() if k not in ("code", "verify_url")}
    return issue(kind, "dh", "M1", "T1", held, AT)


def cover() -> Mapping[str, object]:
    return {k: v for k, v in sample("casefile_cover").items() if k not in ("code", "matter")}


def bound(*kinds: str) -> Bound:
    for kind in kinds:
        made(kind)
    return assemble("M1", cover(), AT)


def attach(name: str, data: bytes, type: str) -> str:
    ref = store(BytesIO(data), name, "M1", type)
    by = (Actor("p1", "officer", "dh"), Actor("p2", "officer", "dh"))
    record(Act("M1", "evidence_collected", {}, by, AT, "penalty.ordinary", files=(ref,), key=name))
    return ref.sha256


def test_every_page_after_the_front_carries_its_number_in_the_file(db_on: str) -> None:
    book = bound("case_filing_form", "penalty_decision", "service_receipt")
    pages = texts_of(book.pdf)
    assert len(pages) == book.front + book.pages
    assert all("卷内第" not in page for page in pages[: book.front])
    numbered = pages[book.front :]
    assert all(f"卷内第{n}页" in page for n, page in enumerate(numbered, 1))


def test_each_anchor_leads_to_the_first_page_of_its_document(db_on: str) -> None:
    book = bound("service_receipt", "penalty_decision", "case_filing_form", "penalty_notice")
    pages = texts_of(book.pdf)
    for part in book.parts:
        assert part.material.title in pages[book.front + part.first_page - 1]
    assert [p.material.title for p in book.parts] == [
        "立案审批表",
        "行政处罚听证告知书",
        "行政处罚决定书",
        "送达回证",
    ]


def test_contents_and_outline_agree_with_the_anchors(db_on: str) -> None:
    book = bound("case_filing_form", "penalty_decision", "service_receipt")
    contents = texts_of(book.pdf)[1]
    with pikepdf.open(BytesIO(book.pdf)) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
        targets = [opened.pages.index(pikepdf.Page(i.destination[0])) for i in outline.root]
    assert targets == [book.front + part.first_page - 1 for part in book.parts]
    for part, title in zip(book.parts, titles, strict=True):
        assert part.material.title in contents
        assert title.startswith(f"{part.first_page}　")


def test_the_bound_file_is_still_pdf_a_with_embedded_fonts(db_on: str) -> None:
    book = bound("case_filing_form", "penalty_decision")
    assert conformance(book.pdf) == ("2b", True)
    assert all(fonts_of(book.pdf).values())


def test_the_same_file_bound_twice_has_the_same_bytes(db_on: str) -> None:
    first = bound("case_filing_form", "penalty_decision")
    assert assemble("M1", cover(), AT).pdf == first.pdf


def test_photographs_are_bound_and_the_rest_is_listed(db_on: str, open_door: None) -> None:
    made("case_filing_form")
    shot = attach("现场.jpg", picture(), "image/jpeg")
    film = attach("录像.mp4", b"film", "video/mp4")
    broken = attach("坏图.jpg", b"not a picture", "image/jpeg")
    pages = texts_of(assemble("M1", cover(), AT).pdf)
    assert "证据照片（1张）" in pages[1]
    assert "电子证据清单（2件）" in pages[1]
    assert shot in pages[-2]
    assert all(digest in pages[-1] for digest in (film, broken))


def test_documents_attached_to_entries_are_not_bound_twice(db_on: str, open_door: None) -> None:
    document = made("case_filing_form")
    with open_file("M1", document.sha256) as stream:
        attach(document.name, stream.read(), "application/pdf")
    assert len(assemble("M1", cover(), AT).parts) == 1


def test_voided_documents_stay_out_and_withdrawn_ones_say_so(db_on: str) -> None:
    never, revoked = made("penalty_notice"), made("penalty_decision")
    void(never, "流水未写入", AT)
    withdraw(revoked, "复议撤销", AT)
    book = assemble("M1", cover(), AT)
    assert [(p.material.title, p.material.note) for p in book.parts] == [
        ("行政处罚决定书", "已撤销")
    ]


def test_a_cover_or_public_version_is_no_part_of_the_file(db_on: str) -> None:
    book = bound("casefile_cover", "penalty_decision", "public_decision")
    assert [part.material.title for part in book.parts] == ["行政处罚决定书"]
    assert book.parts[0].pages == Document.objects.get(kind="penalty_decision").pages


def test_an_empty_matter_cannot_be_bound(db_on: str) -> None:
    with pytest.raises(NothingToBind, match="不能装订卷宗"):
        assemble("M1", cover(), AT)


def test_an_archived_file_keeps_its_anchors_when_it_is_bound_again(db_on: str) -> None:
    decision = made("penalty_decision")
    first = archive("M1", cover(), AT)
    made("case_filing_form")
    second = archive("M1", cover(), AT)
    assert latest_casefile("M1") == second
    assert first.anchors.get(document=decision).first_page == 1
    later = second.anchors.get(document=decision)
    assert (later.first_page, later.pdf_page) == (2, second.front + 2)
    with open_file("M1", second.sha256) as stream:
        assert len(texts_of(stream.read())) == second.front + second.pages


def test_twelve_documents_are_bound_within_three_seconds(sqlite_db: str) -> None:
    for kind in TWELVE:
        made(kind)
    start = time.perf_counter()
    book = assemble("M1", cover(), AT)
    took = time.perf_counter() - start
    assert len(book.parts) == 12
    assert took < 3
