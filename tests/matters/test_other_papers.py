"""Papers that no act of a case makes: listed, filled in, refused while something is wanting, issued, filed."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client
from tests.matters import play as p

from xiezhi.documents.models import Document, Number
from xiezhi.documents.paper import text_of
from xiezhi.documents.reads import stored_bytes
from xiezhi.documents.render import current_library
from xiezhi.journal.models import Entry
from xiezhi.matters.acts.threads import PAPERS
from xiezhi.registry.corpus import corpus

Cast = Callable[[str], Client]
#: Covers, lists and picture pages are made while the file is bound.
OF_THE_FILE = {"casefile_contents", "casefile_cover", "media_list", "photo_page"}


def posted(page: str, **typed: str) -> dict[str, str]:
    """The inputs of a form as a browser would send them, with what a person typed."""
    found = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    return {**found, **typed}


def text(document: Document) -> str:
    return text_of(stored_bytes(document))


def test_every_kind_of_document_is_made_by_some_step() -> None:
    made = {s.document for each in corpus().procedures.values() for s in each.steps.values()}
    assert set(current_library().kinds) - made <= OF_THE_FILE


def test_the_documents_tab_offers_what_can_be_made_now_and_says_what_must_come_first(
    cast: Cast,
) -> None:
    play = p.filed(p.Play())
    page = cast("lin").get(f"/cases/{play.matter}/documents/").content.decode()
    assert "制作其他文书" in page and "送达地址确认书" in page
    assert f"/cases/{play.matter}/do/papers/address_confirmation_made/" in page
    assert f"/cases/{play.matter}/do/papers/evidence_catalogue_made/" not in page
    assert "办理“收集调取证据”以后可以制作" in page
    assert (
        "制作其他文书" not in cast("shen").get(f"/cases/{play.matter}/documents/").content.decode()
    )


def test_a_paper_is_issued_listed_and_bound_and_changes_nothing_else(cast: Cast) -> None:
    play, client = p.filed(p.Play()), cast("lin")
    address = f"/cases/{play.matter}/do/papers/address_confirmation_made/"
    form = client.get(address).content.decode()
    lacking = client.post(address, posted(form, go="check", eservice_channel="email"))
    assert lacking.status_code == 422 and "送达地址" in lacking.content.decode()
    typed = posted(form, service_address="东湖区示例路8号", eservice_channel="email")
    refused = client.post(address, typed | {"go": "sign"})
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "电子送达地址" in shown and "东湖区示例路8号" in shown
    assert not Document.objects.filter(kind="address_confirmation").exists()
    done = client.post(address, typed | {"go": "sign", "eservice_address": "a@example.invalid"})
    assert done.status_code == 302
    made = Document.objects.get(kind="address_confirmation")
    assert "东湖区示例路8号" in text(made) and len(made.code) == 26
    assert Entry.objects.get(pk=made.entry).procedure == PAPERS
    assert made.title in client.get(f"/cases/{play.matter}/documents/").content.decode()
    assert "东湖区示例路8号" in text_of(client.get(f"/cases/{play.matter}/file.pdf").content)
    assert "papers" not in client.get(f"/cases/{play.matter}/").content.decode()


def test_a_sealed_letter_gets_its_number_with_the_signature_that_approves_it(cast: Cast) -> None:
    play = p.filed(p.Play())
    letter = {"other_organ": "西岭区市场监督管理局", "letter_text": "经核查属实。",
              "incoming_no": "西岭协查〔2026〕3号"}  # fmt: skip
    draft = play.do(
        "assistance_result_letter_made", "lin", "2026-03-04T09:00", letter, procedure=PAPERS
    )
    assert not Number.objects.filter(text__contains="协复").exists()
    done = play.sign(draft, "zhou", "2026-03-04T10:00")
    assert done is not None and done.document is not None
    assert re.fullmatch(r".+协复〔2026〕1号", done.document.number)
    assert "西岭协查〔2026〕3号" in text(done.document)


def test_approval_forms_print_who_approved_when(cast: Cast) -> None:
    play = p.filed(p.Play())
    form = text(Document.objects.get(kind="case_filing_form"))
    assert "报请审批。签名：林越2026年3月2日" in form
    assert "同意。签名：周敏2026年3月2日" in form
    assert "同意。签名：高远2026年3月2日" in form
    p.decided(p.reviewed(p.told(p.investigated(play))))
    made = play.do("decision_approval_form_made", "lin", "2026-03-21T09:00", {}, procedure=PAPERS)
    assert made.document is not None  # type: ignore[union-attr]
    printed = text(made.document)  # type: ignore[union-attr, arg-type]
    assert "同意。签名：高远2026年3月20日" in printed and "报请审批。签名：林越" in printed


def test_a_form_signed_by_its_maker_alone_leaves_room_for_an_opinion(cast: Cast) -> None:
    play = p.investigated(p.filed(p.Play()))
    play.do("review_submitted", "lin", "2026-03-10T10:00", {"case_handling_text": "建议处罚。"})
    printed = text(Document.objects.get(kind="handling_opinion_form"))
    assert "签名：林越2026年3月10日" in printed
    assert "同意。" not in printed and "周敏" not in printed
