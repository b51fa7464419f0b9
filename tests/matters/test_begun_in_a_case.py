"""What begins within a penalty case: freezing, restricting liberty, the transfer of what looks like a crime."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.matters import play as p

from xiezhi.journal.acts import ActRefused
from xiezhi.journal.door import Act, Actor, record
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.reads.opening import opening_steps
from xiezhi.matters.reads.states import state_of
from xiezhi.registry.corpus import corpus

REASON = {"measure_reason": "evidence"}
CRIME = {"crime_name": "非法经营罪", "crime_ground": "经营数额较大。"}
DECIDED = "2026-03-06T09:00:00+08:00"
REPORT = {**CRIME, "report_text": "经核实，涉嫌犯罪。"}


@pytest.mark.parametrize(
    ("step", "procedure", "fields"),
    [
        ("freeze_opened", "measure.freeze", REASON),
        ("liberty_opened", "measure.liberty", {**REASON, "liberty_kind": "强制隔离"}),
        ("suspected_crime_found", "transfer", CRIME),
    ],
)
def test_it_begins_a_thread_of_its_own_in_the_same_matter(
    sqlite_db: str, step: str, procedure: str, fields: dict[str, str]
) -> None:
    p.set_up()
    play = p.filed(p.Play())
    made = play.do(step, "lin", "2026-03-03T15:00", fields)
    assert isinstance(made, Done)
    assert (made.entry.matter, made.entry.procedure) == (play.matter, procedure)
    assert made.entry.thread == f"{procedure}#1"


def test_a_crime_found_in_a_case_runs_the_clock_of_the_transfer(sqlite_db: str) -> None:
    p.set_up()
    play = p.filed(p.Play())
    rest = {"procedure": "transfer", "thread": "transfer#1"}
    play.do("suspected_crime_found", "lin", "2026-03-03T15:00", CRIME)
    team = [{"officer": code, "officer_role": "assist"} for code in ("lin", "chen")]
    play.do("transfer_team_formed", "zhou", "2026-03-03T16:00", {"officers": team}, **rest)
    play.do("transfer_report_submitted", "lin", "2026-03-04T09:00", REPORT, second="chen", **rest)
    state, _ = state_of(play.matter)
    assert "TRF-005-2" in {each.norm for each in state.findings}
    decided = {"transfer_result": "approved", "crime_ground": "经营数额较大。"}
    chief, at = (Actor("gao", "agency_chief", p.ORGAN),), datetime.fromisoformat(DECIDED)
    sheet = {"mode": "attest", "source": "审批表", "thread": "transfer#1"}
    record(Act(play.matter, "transfer_decided", decided, chief, at, "transfer", **sheet))
    lacking = [{"transfer_material": "letter", "material_copies": 1}]
    paper = {"transfer_to": "公安", "letter_no": "1号", "transfer_materials": lacking}
    with pytest.raises(ActRefused) as refused:
        play.do("transfer_delivered", "lin", "2026-03-06T15:00", paper, **rest)
    assert {each.norm for each in refused.value.findings} == {"TRF-006-1"}


def test_a_measure_outside_a_case_still_begins_with_its_parties() -> None:
    first = {
        code: [step.name for step in opening_steps(corpus().procedures[code])]
        for code in ("measure.seizure", "measure.freeze", "measure.liberty", "transfer", "hearing")
    }
    measure = ["measure_opened"]
    assert first == {
        "measure.seizure": measure, "measure.freeze": measure, "measure.liberty": measure,
        "transfer": ["transfer_opened"], "hearing": [],
    }  # fmt: skip
