"""What was attested was made on paper elsewhere: it prints from its entry when opened, and says what it is."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.matters import play as p

from xiezhi.documents.models import Document
from xiezhi.documents.paper import text_of

Cast = Callable[[str], Client]
TALK = {
    "started_at": "2026-03-05T09:10", "finished_at": "2026-03-05T09:50", "place": "东湖区示例路8号",
    "person_asked": "赵明", "person_asked_relation": "party", "record_text": "问：是否属实？答：属实。",
}  # fmt: skip


def test_an_attested_record_prints_from_its_entry_and_is_no_original(cast: Cast) -> None:
    play = p.filed(p.Play())
    play.attest("interview", "lin", "2026-03-05T10:00", TALK, second="chen", source="纸质笔录")
    play.attest("interview", "lin", "2026-03-06T10:00", TALK | {"record_text": "后来另行询问。"},
                second="chen", source="纸质笔录")  # fmt: skip
    client, before = cast("lin"), Document.objects.count()
    page = client.get(f"/cases/{play.matter}/documents/").content.decode()
    assert page.count("/recorded/") == 2 and "不是原件" in page
    address = next(part.split('"')[0] for part in page.split('href="') if "/recorded/" in part)
    answer = client.get(address)
    words = text_of(answer.content)
    assert "询问笔录" in words and "答：属实。" in words and "后来另行询问" not in words
    assert "按过程记录打印" in words and "预览稿" not in words
    assert Document.objects.count() == before


def test_what_was_decided_here_prints_as_issued_only(cast: Cast) -> None:
    play = p.filed(p.Play())
    client = cast("lin")
    assert Document.objects.filter(matter=play.matter).exists()
    assert "/recorded/" not in client.get(f"/cases/{play.matter}/documents/").content.decode()
    for seq in (1, 2, 999):
        assert client.get(f"/cases/{play.matter}/recorded/{seq}.pdf").status_code == 404
