"""What a party reads with the code on the paper: what was served, what is due, where to seek review and until when."""

from __future__ import annotations

import time_machine
from django.test import Client
from tests.matters import play as p

from xiezhi.documents.models import Document
from xiezhi.matters.models import Case
from xiezhi.registry import receipts
from xiezhi.registry.models import Party

SERVED = {
    "served_document": "decision", "addressee_no": 1, "service_method": "direct",
    "served_on": "2026-03-23", "seal_no": "YZ-01", "service_proof_no": "SD-2",
    "receiver": "赵明", "receiver_relation": "representative",
}  # fmt: skip


def page_on(at: str, code: str) -> tuple[Client, str]:
    client = Client()
    with time_machine.travel(p.moment(at), tick=False):
        client.post("/receipt", {"code": code})
        return client, client.get("/party/case").content.decode()


def test_a_party_sees_what_was_served_what_is_due_and_the_last_day_of_each_remedy(
    sqlite_db: str,
) -> None:
    p.set_up()
    play = p.reviewed(p.told(p.investigated(p.filed(p.Play()))))
    p.decided(play)
    party = Party.objects.get(pk=Case.objects.get(pk=play.matter).parties[0])
    stranger = Party.objects.create(kind="organisation", name="另一家", address="示例路2号")
    code = receipts.issue(play.matter, party)
    decision = Document.objects.get(matter=play.matter, kind="penalty_decision")
    client, before = page_on("2026-03-20T10:00", code)
    assert "行政处罚事先告知书" in before and decision.number not in before
    assert "自收到决定书之日起60日内" in before and "审批同意" not in before
    with time_machine.travel(p.moment("2026-03-20T10:00"), tick=False):
        assert client.get(f"/party/papers/{decision.pk}.pdf").status_code == 404
    play.do("decision_served", "lin", "2026-03-23T09:00", SERVED)
    _, after = page_on("2026-03-24T09:00", code)
    assert decision.number in after and "2026年3月23日送达" in after
    assert "收到决定书后按期缴款" in after and "2026年4月7日" in after
    assert "东湖区人民政府" in after and "2026年5月22日" in after
    assert "东湖区人民法院" in after and "2026年9月23日" in after
    _, late = page_on("2026-06-01T09:00", code)
    assert "期限已于2026年5月22日届满" in late
    _, other = page_on("2026-03-24T09:00", receipts.issue(play.matter, stranger))
    assert decision.number not in other and "行政处罚事先告知书" not in other
