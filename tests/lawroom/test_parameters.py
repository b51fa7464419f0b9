"""A value of a parameter is proposed by one person and set by another; from its day on the law judges by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from tests.lawroom.keeping import FINE, confirm, keep, propose
from tests.matters.play import moment

from xiezhi.journal.acts import ActRefused, NotWellFormed
from xiezhi.journal.door import Act, Actor, record_together
from xiezhi.journal.models import Entry
from xiezhi.law.facts.context import Context
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import KeptRow
from xiezhi.registry.parameters.faults import parameter_matter
from xiezhi.registry.parameters.models import Change
from xiezhi.registry.parameters.reads import parameters_digest, parameters_here
from xiezhi.site import wiring

NOW = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
KEYS = {"sector": "urban", "party_kind": "organisation", "organ": "o-1", "region": "120199"}


def at(day: date, **keys: str) -> int | None:
    return parameters_here()[FINE].value_at(KEYS | keys, day)


def test_a_value_set_by_two_people_holds_from_its_day(db_on: str) -> None:
    before = at(date(2026, 4, 1))
    propose("p-1", "2026-03-02T09:00", 2_000_000, "2026-04-01")
    assert at(date(2026, 4, 1)) == before
    confirm("p-2", "2026-03-03T09:00", 2_000_000, "2026-04-01")
    assert (at(date(2026, 3, 31)), at(date(2026, 4, 1))) == (before, 2_000_000)
    context = law_context(NOW)
    assert context.parameters is parameters_here()
    change = Change.objects.get()
    assert (change.state, change.proposed_by, change.answered_by) == ("set", "p-1", "p-2")


def test_a_condition_narrows_it(db_on: str) -> None:
    rows = [{"condition_fact": "sector", "condition_word": "market"}]
    propose("p-1", "2026-03-02T09:00", 3_000_000, "2026-04-01", parameter_conditions=rows)
    confirm("p-2", "2026-03-03T09:00", 3_000_000, "2026-04-01", parameter_conditions=rows)
    assert at(date(2026, 4, 1), sector="market") == 3_000_000
    assert at(date(2026, 4, 1)) != 3_000_000


def test_who_proposed_it_cannot_set_it(db_on: str) -> None:
    propose("p-1", "2026-03-02T09:00", 2_000_000, "2026-04-01")
    with pytest.raises(ActRefused) as refused:
        confirm("p-1", "2026-03-02T10:00", 2_000_000, "2026-04-01")
    assert "参数由提出的人自己设定" in str(refused.value)
    assert [f.norm for f in refused.value.findings] == ["LWK-001-1"]
    assert Change.objects.get().state == "proposed"


def test_after_one_is_set_the_same_person_may_set_what_another_proposes(sqlite_db: str) -> None:
    propose("p-1", "2026-03-02T09:00", 2_000_000, "2026-04-01")
    confirm("p-2", "2026-03-03T09:00", 2_000_000, "2026-04-01")
    propose("p-2", "2026-03-04T09:00", 2_500_000, "2026-05-01")
    confirm("p-1", "2026-03-05T09:00", 2_500_000, "2026-05-01")
    assert (at(date(2026, 4, 30)), at(date(2026, 5, 1))) == (2_000_000, 2_500_000)


def test_entries_state_the_parameters_they_were_judged_under(sqlite_db: str) -> None:
    before = parameters_digest()
    propose("p-1", "2026-03-02T09:00", 2_000_000, "2026-04-01")
    confirm("p-2", "2026-03-03T09:00", 2_000_000, "2026-04-01")
    after = propose("p-1", "2026-03-04T09:00", 2_500_000, "2026-05-01").entry
    assert Entry.objects.get(step="parameter_set").content["law"]["parameters"] == before
    assert after.content["law"]["parameters"] == parameters_digest() != before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"parameter_id": "no_such"}, "没有参数“no_such”"),
        ({"parameter_value": -1}, "不能是-0.01元，应当不少于0元"),
        (
            {"parameter_conditions": [{"condition_fact": "step", "condition_word": "x"}]},
            "不按“",
        ),
        (
            {"parameter_conditions": [{"condition_fact": "sector", "condition_word": "moon"}]},
            "没有“moon”这个值",
        ),
        ({"parameter_conditions": [{"condition_fact": "sector"}]}, "没有写值"),
        (
            {"parameter_conditions": [{"condition_fact": "sector", "condition_word": "urban"}] * 2},
            "写了两次",
        ),
    ],
)
def test_what_cannot_be_set_is_said_in_a_sentence(
    sqlite_db: str, fields: dict[str, object], said: str
) -> None:
    with pytest.raises(NotWellFormed, match=said):
        propose("p-1", "2026-03-02T09:00", 1, "2026-04-01", **fields)
    assert not Entry.objects.exists()


def test_only_who_may_set_it(sqlite_db: str) -> None:
    with pytest.raises(NotWellFormed, match="您现在的角色不能设定"):
        propose("p-1", "2026-03-02T09:00", 1, "2026-04-01", role="archivist")


def test_what_is_set_is_what_was_proposed(sqlite_db: str) -> None:
    propose("p-1", "2026-03-02T09:00", 2_000_000, "2026-04-01")
    with pytest.raises(NotWellFormed, match="与提议不一致"):
        confirm("p-2", "2026-03-03T09:00", 2_000_001, "2026-04-01")
    with pytest.raises(NotWellFormed, match="与提议不一致"):
        confirm("p-2", "2026-03-03T09:00", 2_000_000, "2026-04-02")


def test_a_withdrawn_proposal_cannot_be_set_and_a_new_one_can(sqlite_db: str) -> None:
    propose("p-1", "2026-03-02T09:00", 2_000_000, "2026-04-01")
    keep(
        "parameter_withdrawn",
        "p-1",
        "2026-03-02T10:00",
        parameter_id=FINE,
        keeping_reason="写错了",
    )
    with pytest.raises(NotWellFormed):
        confirm("p-2", "2026-03-03T09:00", 2_000_000, "2026-04-01")
    propose("p-1", "2026-03-04T09:00", 2_500_000, "2026-04-01")
    confirm("p-2", "2026-03-05T09:00", 2_500_000, "2026-04-01")
    assert [c.state for c in Change.objects.all()] == ["withdrawn", "set"]


def test_a_norm_with_its_text_at_hand_needs_no_verifying(sqlite_db: str) -> None:
    with pytest.raises(NotWellFormed, match="不需要核实"):
        keep(
            "norm_verification_proposed",
            "p-1",
            "2026-03-02T09:00",
            norm_id="PEN-044-1",
            keeping_document="原文",
            keeping_reason="核对",
        )


@pytest.fixture
def unverified(monkeypatch: pytest.MonkeyPatch) -> str:
    """A norm of the corpus, for this test marked as not compared with its text."""
    norm = corpus().norms["PEN-044-1"]
    monkeypatch.setitem(corpus().norms, norm.id, replace(norm, verified=False))
    return norm.id


def test_a_norm_is_verified_by_two_people_from_that_day(db_on: str, unverified: str) -> None:
    said = {"norm_id": unverified, "keeping_document": "2021年文本", "keeping_reason": "已核对"}
    keep("norm_verification_proposed", "p-1", "2026-03-02T09:00", **said)
    with pytest.raises(ActRefused, match="规范由提出的人自己核实"):
        keep("norm_verified", "p-1", "2026-03-02T10:00", **said)
    keep("norm_verified", "p-2", "2026-03-03T10:00", role="supervisor", **said)
    row = KeptRow.objects.get(register="norm", key=unverified)
    assert (row.valid_from, row.valid_to) == (date(2026, 3, 3), None)
    keep(
        "norm_verification_withdrawn",
        "p-1",
        "2026-03-09T10:00",
        norm_id=unverified,
        keeping_reason="文本修改",
    )
    row.refresh_from_db()
    assert row.valid_to == date(2026, 3, 8)


def test_a_value_set_in_a_transaction_counts_for_its_next_act(
    sqlite_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered for a transaction is forgotten when one of its own acts sets a value."""
    seen: list[int | None] = []

    def consider(law: object, history: object, candidate: object, context: Context) -> list[object]:
        assert context.parameters is not None
        seen.append(context.parameters["case_handling_days"].value_at({}, date(2026, 3, 3)))
        return []

    monkeypatch.setattr(wiring, "consider", consider)
    when = moment("2026-03-02T09:00")
    rest = {
        "parameter_value": 30,
        "effective_from_on": "2026-03-01",
        "keeping_document": "通告",
        "keeping_reason": "示例",
    }
    clue = {"source": "inspection", "cause": "油烟", "clue_text": "巡查", "sector": "urban"}
    named = {"parameter_id": "case_handling_days", **rest}
    matter = parameter_matter("case_handling_days")
    by, other = (Actor("p-1", "legal_reviewer", "o-1"),), (Actor("p-2", "legal_reviewer", "o-1"),)
    officer = (Actor("p-3", "officer", "o-1"),)
    acts = [
        Act("m-1", "clue_registered", clue, officer, when, "clue"),
        Act(matter, "parameter_proposed", named, by, when, "lawkeeping"),
        Act(matter, "parameter_set", named, other, when, "lawkeeping"),
        Act("m-2", "clue_registered", clue, officer, when, "clue"),
        Act("m-3", "clue_registered", clue, officer, when, "clue"),
    ]
    with time_machine.travel(when, tick=False):
        record_together(acts)
    assert seen == [90, 90, 90, 30, 30]
