"""Long forms: what is missing first, what the system knows folded, rows chosen by number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters import play as p

from xiezhi.matters.forms.layout import Layout, Section

Cast = Callable[[str], Client]


@pytest.fixture
def play(cast: Cast) -> p.Play:
    return p.told(p.investigated(p.filed(p.Play())))


def names(sections: tuple[Section, ...]) -> set[str]:
    return {widget.name for section in sections for widget in section.widgets}


def laid_out(client: Client, address: str, sent: dict[str, str] | None = None) -> Layout:
    page = client.post(address, sent) if sent else client.get(address)
    found: Layout = page.context["form"].layout
    return found


def test_the_decision_asks_only_what_the_case_does_not_say_yet(cast: Cast, play: p.Play) -> None:
    shown = laid_out(cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/decision_made/")
    assert {"dispositions", "facts_found", "evidence_links", "organ_name"} <= names(shown.filled)
    assert {"decision_text", "penalty_needed"} <= names(shown.asked)
    assert "influence_reason" in names(shown.spare)
    assert {section.title for section in shown.asked} >= {"决定", "处罚内容", "救济途径"}


def test_what_was_changed_or_is_wrong_stands_open(cast: Cast, play: p.Play) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/decision_made/"
    sent = dict(client.get(address).context["form"].hidden)
    changed = sent | {"organ_name": "东湖区综合行政执法局一分局", "go": "check"}
    assert "organ_name" in names(laid_out(client, address, changed).asked)
    wrong = sent | {"perform_days": "十五", "go": "check"}
    assert "perform_days" in names(laid_out(client, address, wrong).asked)


def test_a_new_fact_gets_the_next_number_and_can_be_linked_at_once(
    cast: Cast, play: p.Play
) -> None:
    client, address = cast("lin"), f"/cases/{play.matter}/do/penalty.ordinary/decision_made/"
    sent = dict(client.get(address).context["form"].hidden) | {"add-row": "facts_found"}
    form = client.post(address, sent).context["form"]
    assert form.form.texts["facts_found-1-fact_no"] == "2"
    assert "facts_found" in names(form.layout.asked)
    again = client.post(address, dict(form.hidden) | {"go": "edit"}).context["form"].form
    links = next(widget for widget in again if widget.name == "evidence_links")
    fact, evidence = links.rows[0].widgets[:2]
    assert [value for value, _ in fact.answers] == ["1", "2"]
    assert ("E1", "E1 现场照片2张") in evidence.answers


def test_evidence_is_offered_by_its_next_free_number(cast: Cast, play: p.Play) -> None:
    address = f"/cases/{play.matter}/do/penalty.ordinary/evidence_collected/"
    form = cast("lin").get(address).context["form"].form
    assert form.texts["evidence-0-evidence_id"] == "E2"
    listed = next(widget for widget in form if widget.name == "evidence")
    assert listed.rows[0].widgets[0].answers[0] == ("E2", "E2 没有上传文件的证据")
