"""A licence through the pages: opened at the window, examined, drafted, signed, printed, published, read by anyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters import licence_play as lp
from tests.matters.play.cast import PIN
from tests.matters.test_pages import form_of, send

from xiezhi.documents.models import Document
from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case, Draft
from xiezhi.publicity.follow import queue
from xiezhi.publicity.models import Publication

Cast = Callable[[str], Client]
OPENING = "/cases/open/licence/licence_applied/"
APPLICATION = {
    "licence_title": "食品经营许可", "item": lp.ITEM, "licence_subject": "new",
    "application_channel": "counter", "parties-rows": "1", "parties-0-party_kind": "organisation",
    "parties-0-party_name": "东湖区好味食品有限公司", "parties-0-credit_code": "91120199MA07XYK12N",
    "parties-0-minor": "false", "parties-0-party_address": "东湖区学府路26号",
    "licence_materials-rows": "1", "licence_materials-0-licence_material": "申请书",
    "licence_materials-0-material_copies": "1", "licence_materials-0-material_listed": "true",
}  # fmt: skip
EXAMINATION = {
    "examination_result": "conform", "interest_found": "none", "licence_hearing_ground": "none",
    "legal_review_ground": "none",
    "examination_text": "材料齐全。",
}  # fmt: skip
RULING = {
    "licence_result": "grant", "licence_basis": "《中华人民共和国食品安全法》第三十五条",
    "refusal_reason_told": "true", "remedy_told": "true", "secrecy": "none",
    "reconsideration_body": "东湖区人民政府", "reconsideration_days": "60",
    "court": "东湖区人民法院", "suit_months": "6", "licence_scope": "热食类食品制售",
    "certificate_needed": "true", "licence_from_on": "2026-03-20", "licence_to_on": "2031-03-19",
}  # fmt: skip


@pytest.fixture
def licensing(cast: Cast) -> Cast:
    lp.add_people()
    return cast


def _step(matter: str, name: str) -> str:
    return f"/cases/{matter}/do/licence/{name}/"


def _signed(client: Client, address: str, values: dict[str, str]) -> None:
    made = send(client, address, form_of(client, address) | values, "sign")
    errors = made.context and (made.context["form"].errors, made.context.get("fault"))
    assert made.status_code == 302, errors


def _applied(cast: Cast) -> str:
    window = cast("shou")
    assert "行政许可" in window.get("/cases/open/").content.decode()
    values = form_of(window, OPENING) | APPLICATION
    check = send(window, OPENING, values, "check")
    assert check.status_code == 200 and "东湖区好味食品有限公司" in check.content.decode()
    assert send(window, OPENING, values, "sign").status_code == 302
    return str(Case.objects.get(procedure="licence").matter)


def test_a_licence_is_opened_decided_printed_and_published_in_the_browser(licensing: Cast) -> None:
    matter = _applied(licensing)
    sealed = {"licence_handling": "single", "receipt_sealed": "true"}
    _signed(licensing("shou"), _step(matter, "licence_accepted"), sealed)
    _signed(licensing("xu"), _step(matter, "licence_examined"), EXAMINATION)
    _signed(licensing("xu"), _step(matter, "licence_decided"), RULING)
    draft = Draft.objects.get(step="licence_decided")
    head = licensing("gao")
    shown = head.get(f"/drafts/{draft.pk}/")
    assert shown.status_code == 200 and "食品经营许可" in shown.content.decode()
    assert head.get(f"/drafts/{draft.pk}/preview.pdf").status_code == 200
    done = head.post(f"/drafts/{draft.pk}/", {"act": "sign", "digest": draft.digest, "pin": PIN})
    assert done.status_code == 302
    paper = Document.objects.get(kind="licence_decision")
    printed = head.get(f"/cases/{matter}/documents/{paper.pk}.pdf")
    assert printed.status_code == 200 and printed["Content-Type"] == "application/pdf"

    queue(Entry.objects.get(step="licence_decided"))
    index = Publication.objects.get().index_no
    clerk = licensing("xuan")
    assert paper.number in clerk.get("/publicity/").content.decode()
    page = f"/publicity/{index}"
    assert "热食类食品制售" in clerk.get(page).content.decode()
    told = {
        "act": "publish",
        "secrecy": "none",
        "checked": "1",
        "minor_involved": "none",
        "key": "k1",
    }
    assert clerk.post(page, told).status_code == 302
    public = Client().get(f"/public/{index}").content.decode()
    assert "准予行政许可决定" in public and "热食类食品制售" in public and "违法事实" not in public


def test_the_window_may_not_decide_and_the_examiner_may_not_accept(licensing: Cast) -> None:
    matter = _applied(licensing)
    address = _step(matter, "licence_accepted")
    values = form_of(licensing("xu"), address)
    page = send(licensing("xu"), address, values, "sign")
    assert page.status_code == 422 and "受理窗口" in page.content.decode()
    assert not Entry.objects.filter(step="licence_accepted").exists()
