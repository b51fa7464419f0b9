"""A licence from the window to the public page, and what the law refuses on the way (行政许可法)."""

from __future__ import annotations

import pytest
import time_machine
from tests.matters import licence_play as l
from tests.matters import play as p

from xiezhi.documents.reads import of_matter
from xiezhi.journal.acts import ActRefused, NotWellFormed
from xiezhi.journal.models import Entry
from xiezhi.matters.models import Case, Draft, Presence
from xiezhi.publicity.acts import publish
from xiezhi.publicity.follow import queue
from xiezhi.publicity.models import Publication
from xiezhi.registry.models import Account
from xiezhi.registry.scope import scope_for


def _examined(interest: str = "none") -> l.Licence:
    l.set_up()
    play = l.Licence()
    l.applied(play)
    l.accepted(play)
    l.examined(play, interest)
    return play


def _refusal(refused: pytest.ExceptionInfo[ActRefused]) -> set[str]:
    return {each.norm for each in refused.value.findings}


def test_a_licence_goes_from_the_window_to_the_public_page(db_on: str) -> None:
    play = _examined()
    play.verified("2026-03-09T10:10", "he", "yan", **l.verification())
    done = play.signed("licence_decided", "2026-03-20T09:00", **l.ruling())
    assert done.document is not None and done.document.title == "准予行政许可决定书"
    assert done.document.number and done.document.number in str(done.entry.text)
    play.take(
        "licence_issued", "shou", "2026-03-25T09:00", licence_number="JY21201990000012",
        licence_kind="permit", licence_from_on="2026-03-20", licence_to_on="2031-03-19",
        service_method="direct", served_on="2026-03-25",
    )  # fmt: skip
    kinds = {d.kind for d in of_matter(play.matter)}
    assert kinds >= {
        "licence_material_receipt", "licence_acceptance_receipt", "licence_examination_form",
        "licence_verification_record", "licence_decision", "licence_certificate",
    }  # fmt: skip
    case = Case.objects.get(pk=play.matter)
    assert (case.procedure, case.cause, case.state) == ("licence", "食品经营许可", "open")

    queue(done.entry)
    waiting = Publication.objects.get(matter=play.matter)
    assert waiting.version["kind"] == "准予行政许可决定"
    assert waiting.version["licence"]["licence_scope"] == "热食类食品制售，面积120平方米"
    assert "东湖区好味食品有限公司" in waiting.search and str(waiting.due_on) == "2026-03-31"
    clerk = scope_for(Account.objects.get(login="xuan"))
    with time_machine.travel(p.moment("2026-03-26T09:00"), tick=False):
        publish(waiting, {"secrecy": "none", "checked": "1", "minor_involved": "none"}, clerk)
    waiting.refresh_from_db()
    assert waiting.state == Publication.State.PUBLISHED and waiting.document
    told = Entry.objects.get(matter=play.matter, step="licence_published").content["fields"]
    assert told["original_digest"] == done.document.sha256
    case.refresh_from_db()
    assert case.state == "closed" and not Draft.objects.exclude(state="effective").exists()


def test_a_refused_application_is_not_published_and_must_say_why(db_on: str) -> None:
    play = _examined()
    with pytest.raises(ActRefused) as refused:
        play.signed(
            "licence_decided", "2026-03-20T09:00",
            **l.ruling("refuse", refusal_reason_told=False, reason_text="场所不符合要求。"),
        )  # fmt: skip
    assert "LIC-038-1" in _refusal(refused)
    done = play.signed(
        "licence_decided", "2026-03-20T10:00", **l.ruling("refuse", reason_text="场所不符合要求。")
    )
    assert done.document is not None and done.document.title == "不予行政许可决定书"
    queue(done.entry)
    assert not Publication.objects.exists()


def test_those_whose_interests_are_concerned_are_told_and_heard_first(db_on: str) -> None:
    play = _examined("others")
    with pytest.raises(ActRefused) as refused:
        play.signed("licence_decided", "2026-03-20T09:00", **l.ruling())
    assert _refusal(refused) == {"LIC-036-1", "LIC-036-2"}
    play.take(
        "interested_party_informed", "xu", "2026-03-20T10:00",
        interested_parties=[{"interested_no": 1, "interested_name": "钱邻"}],
        interest_text="共用排烟道。", service_method="direct", served_on="2026-03-20",
    )  # fmt: skip
    play.take("interested_party_heard", "xu", "2026-03-23T10:00", opinion_by="nobody")
    assert play.signed("licence_decided", "2026-03-24T09:00", **l.ruling()).entry


def test_one_verifier_is_not_enough_and_the_other_is_no_officer(db_on: str) -> None:
    play = _examined()
    with pytest.raises(NotWellFormed, match="另一名许可核查员"):
        play.verified("2026-03-09T10:10", "he", **l.verification())
    done = play.verified("2026-03-09T10:10", "he", "yan", **l.verification())
    assert {by["role"] for by in done.entry.content["by"]} == {"licence_verifier"}
    assert not Presence.objects.exists()


def test_the_receipt_names_the_materials_and_the_check_of_the_code_is_kept(db_on: str) -> None:
    l.set_up()
    play = l.Licence()
    done = l.applied(play)
    party = done.entry.content["fields"]["parties"][0]
    assert party["identifier_check"] == "valid"
    assert done.document is not None and done.document.number.startswith("东湖综执许收〔2026〕")
