"""规范—败诉: outcomes name the norms a decision fell by; the overview counts them, the guide repeats them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from xiezhi.journal.acts import NotWellFormed
from xiezhi.journal.door import Act, Actor, record
from xiezhi.matters.reads.losses import Loss, losses
from xiezhi.registry.corpus import corpus
from xiezhi.registry.demo import seed
from xiezhi.registry.period import Period

ENDED = {"outcome_body": "示范区人民政府", "outcome_no": "1号", "effective_on": "2026-06-01"}


@pytest.fixture
def fallen(db_on: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four decisions: two fell by the hearing of statements, one without naming a norm, one was upheld."""
    monkeypatch.setattr(settings, "XIEZHI_DEMO", True)
    seed(timezone.localtime())
    _case("c-1", "revoked", "procedure", 20, "PEN-045-1", "PEN-044-1")
    _case("c-2", "illegal", "procedure", 10, "PEN-045-1")
    _case("c-3", "changed", "unfair", 10)
    _case("c-4", "upheld", "none", 10, "PEN-044-1")


def _case(matter: str, outcome: str, reason: str, days: int, *norms: str) -> None:
    lost = [{"lost_norm": norm} for norm in norms]
    _told(matter, "case_filed", "penalty.ordinary", 90, cause="占道经营", item="CG0001")
    _told(matter, "outcome_recorded", "outcome", days, outcome=outcome, outcome_reason=reason, lost_norms=lost, **ENDED)  # fmt: skip


def _told(matter: str, step: str, procedure: str, days: int, **fields: Any) -> None:
    role = "officer" if step == "outcome_recorded" else "agency_head"
    by = (Actor("p-lin", role, "sf-cg"),)
    at = timezone.localtime() - timedelta(days=days)
    record(Act(matter, step, fields, by, at, procedure, mode="attest", source="测试"))


def _as(login: str) -> Client:
    client = Client()
    assert client.post("/login", {"person": login}).status_code == 302
    return client


def test_each_norm_has_its_losses_and_their_share(fallen: None) -> None:
    found = losses(["sf-cg"])
    assert found.rows == [Loss("PEN-045-1", 2, 67), Loss("PEN-044-1", 1, 33)]
    assert (found.total, found.unnamed) == (3, 1)
    assert losses(["sf-scjg"]).total == 0
    today = timezone.localdate()
    lately = losses(["sf-cg"], Period(today - timedelta(days=15), today))
    assert (lately.rows, lately.total) == ([Loss("PEN-045-1", 1, 50)], 2)


def test_the_overview_draws_and_lists_them(fallen: None) -> None:
    page = _as("song").get("/overview/").content.decode()
    part = page.split("败诉和被纠正的决定，按规范</h2>")[1].split("</section>")[0]
    assert part.count('role="img"') == 2 and "67%" in part
    assert 'href="/law/norms/PEN-045-1/"' in part and "其中 1 件登记结果时没有写明" in part
    nothing = _as("song").get("/overview/", {"until": "2020-01-01"}).content.decode()
    assert "败诉和被纠正的决定" not in nothing


def test_the_guide_repeats_them_where_the_step_comes(fallen: None) -> None:
    page = _as("lin").get("/cases/c-1/guide/").content.decode()
    assert "本单位有 2 件决定败在“陈述申辩须复核”，请格外留意。" in page


FORM = "/cases/c-2/do/outcome/outcome_recorded/"


def offered(norm: str) -> bool:
    page = _as("lin").get(FORM).content.decode()
    choice = page.split('name="lost_norms-0-lost_norm"')[1].split("</select>")[0]
    return f'<option value="{norm}">{norm} {corpus().norms[norm].title}</option>' in choice


def test_norms_are_chosen_from_those_that_judge_the_steps_taken(fallen: None) -> None:
    assert offered("PEN-022-1"), "it gates the filing"
    assert not offered("PEN-045-1") and not offered("PEN-060-1"), "nothing was decided"
    _told("c-2", "decision_made", "penalty.ordinary", 5)
    assert offered("PEN-045-1"), "it gates the decision"
    assert offered("PEN-060-1"), "its clock ends with the decision"
    assert not offered("COE-035-1"), "nothing was enforced"


def test_an_unknown_norm_is_refused_with_a_sentence(fallen: None) -> None:
    typed = {"go": "check", "lost_norms-rows": "1", "lost_norms-0-lost_norm": "PEN-999-9"}
    answered = _as("lin").post(FORM, typed)
    assert answered.status_code == 422
    assert "「规范编号」没有“PEN-999-9”，请从所列的规范中选择。" in answered.content.decode()
    with pytest.raises(
        NotWellFormed, match="「规范编号」的内容「PEN-999-9」不是语料库中的规范编号"
    ):
        _case("c-5", "revoked", "procedure", 5, "PEN-999-9")
