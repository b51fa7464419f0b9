"""An inspection through the pages: from the plan to the clue that a found violation opens."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.inspections import walk as w
from tests.matters import play as p

from xiezhi.documents.models import Document
from xiezhi.inspections.models import Inspection
from xiezhi.journal.models import Attempt, Entry
from xiezhi.journal.reads import history
from xiezhi.matters.models import Case, EvidenceItem
from xiezhi.registry.models import Certificate, Party

Cast = Callable[[str], Client]


def test_an_inspection_goes_from_plan_to_record_and_its_violation_becomes_a_clue(
    cast: Cast, shop: Party
) -> None:
    asked = cast("lin").get(f"/inspections/new/?party={shop.code}").content.decode()
    assert shop.name in asked and shop.address in asked
    row = w.planned(cast, shop)
    assert row.party == shop.code and Party.objects.count() == 1
    w.approved(cast, row)
    w.begun(cast, row)
    site = f"/inspections/{row.matter}/site/"
    kept = w.sign(cast("lin"), site, {**w.FOUND, "photo": w.photo()}, go="photo")
    assert "E1" in kept.content.decode() and "愿意一周内更换店招" in kept.content.decode()
    assert w.recorded(cast, row).status_code == 302
    row.refresh_from_db()
    assert row.faults == 1
    ended = Entry.objects.get(matter=row.matter, step="inspection_ended")
    assert [f["name"] for f in ended.content["files"]][0] == "店招.jpg"
    titles = set(Document.objects.filter(matter=row.matter).values_list("title", flat=True))
    assert titles == {"行政检查审批表", "行政检查通知书", "现场检查记录"}
    opened = w.sign(cast("lin"), f"/inspections/{row.matter}/clue/", {"cause": "未按规定设置店招"})
    assert opened.status_code == 302, opened.content.decode()
    row.refresh_from_db()
    clue = Case.objects.get(pk=row.clue)
    first = history(clue.matter, reveal=True)[0].fields
    assert clue.procedure == "clue" and clue.parties == [shop.code]
    assert "店招超出规定尺寸约0.4米" in first["clue_text"] and first["source"] == "inspection"
    assert (first["violation_place"], first["item"]) == ("东湖区示例路1号", p.ITEM)
    assert [Case.objects.get(pk=row.matter).handlers, clue.handlers] == [["lin", "chen"], ["lin"]]
    page = cast("lin").get(f"/cases/{clue.matter}/").content.decode()
    assert "商业场所日常检查" in page and f"/cases/{row.matter}/" in page
    again = cast("chen").get(f"/inspections/{row.matter}/clue/")
    assert again.status_code == 302 and clue.matter in again.url


def test_beginning_without_showing_certificates_is_warned_of_and_refused_once_the_norm_is_verified(
    cast: Cast, shop: Party
) -> None:
    row = w.planned(cast, shop)
    w.approved(cast, row)
    assert w.start(cast, row).status_code == 302
    assert w.verdicts(row, "inspection_started")["INS-004-2"] == "breached"
    other = w.planned(cast, shop)
    w.approved(cast, other)
    w.verified("INS-004-2")
    refused = w.start(cast, other)
    said = refused.content.decode()
    assert refused.status_code == 409 and "检查之前没有出示执法证件" in said
    assert f"{w.step(other, 'id_shown')}" in said
    assert Attempt.objects.filter(matter=other.matter, step="inspection_started").exists()


def test_an_expired_certificate_is_seen(cast: Cast, shop: Party) -> None:
    row = w.planned(cast, shop)
    w.approved(cast, row)
    lin = cast("lin")
    assert w.sign(lin, w.step(row, "id_shown"), {**w.SHOWN, "second": "chen"}).status_code == 302
    Certificate.objects.filter(person="chen").update(valid_to="2026-01-01")
    assert w.start(cast, row).status_code == 302
    found = w.verdicts(row, "inspection_started")
    assert (found["INS-004-4"], found["INS-004-2"]) == ("breached", "met")


def test_an_inspection_that_nobody_approved_is_warned_of_and_an_urgent_one_is_approved_after(
    cast: Cast, shop: Party
) -> None:
    row = w.planned(cast, shop)
    lin = cast("lin")
    assert w.sign(lin, w.step(row, "id_shown"), {**w.SHOWN, "second": "chen"}).status_code == 302
    urgent = {"place": "东湖区示例路1号", "second": "chen", "urgent_inspection": "true"}
    assert w.sign(lin, w.step(row, "inspection_started"), urgent).status_code == 302
    found = w.verdicts(row, "inspection_started")
    assert {found[norm] for norm in ("INS-004-1", "INS-004-5", "INS-007-1")} == {"not_applicable"}
    clocks = lin.get(f"/inspections/{row.matter}/").context["standing"].clocks
    assert [clock.title for clock in clocks] == ["紧急检查及时补办批准"]
    plain = w.planned(cast, shop)
    assert w.start(cast, plain).status_code == 302
    found = w.verdicts(plain, "inspection_started")
    assert {found[norm] for norm in ("INS-004-1", "INS-004-5", "INS-007-1")} == {"breached"}


def test_the_fifth_daily_inspection_of_a_year_is_over_the_ceiling(cast: Cast, shop: Party) -> None:
    for _ in range(4):
        row = w.planned(cast, shop)
        w.approved(cast, row)
        w.begun(cast, row)
    row = w.planned(cast, shop)
    w.approved(cast, row)
    w.begun(cast, row)
    found = w.verdicts(row, "inspection_started")
    assert found["INS-003-2"] == "breached" and found["INS-004-4"] == "met"
    approval = Entry.objects.get(matter=row.matter, step="inspection_approved")
    assert approval.content["fields"]["cumulative_count"] == 4


def test_inspections_have_their_own_list_and_other_organs_see_none(cast: Cast, shop: Party) -> None:
    row = w.planned(cast, shop)
    mine, foreign = cast("lin"), cast("qian")
    assert "商业场所日常检查" in mine.get("/inspections/").content.decode()
    assert "商业场所日常检查" not in mine.get("/cases/").content.decode()
    assert mine.get(f"/cases/{row.matter}/").url == f"/inspections/{row.matter}/"
    assert "商业场所日常检查" not in foreign.get("/inspections/").content.decode()
    for end in ("", "site/", "clue/"):
        assert foreign.get(f"/inspections/{row.matter}/{end}").status_code == 404


def test_a_photo_that_is_none_leaves_everything_typed_in_place(cast: Cast, shop: Party) -> None:
    row = w.planned(cast, shop)
    w.approved(cast, row)
    w.begun(cast, row)
    fake = w.photo()
    fake.seek(0)
    fake.write(b"<svg onload=alert(1)>")
    fake.seek(0)
    answer = w.sign(
        cast("lin"), f"/inspections/{row.matter}/site/", {**w.FOUND, "photo": fake}, go="photo"
    )
    assert answer.status_code == 422 and "店招超出规定尺寸约0.4米" in answer.content.decode()
    assert not EvidenceItem.objects.exists() and Inspection.objects.get().ended_at is None
