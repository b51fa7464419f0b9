"""How a step that is missing or in the way is called: as the procedure of the act calls it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from xiezhi.law.corpus import NATIONAL, Corpus, load
from xiezhi.law.events import Event
from xiezhi.law.procedures.order import misplaced, title, title_under

AT = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def national() -> Corpus:
    return load([NATIONAL])


def act(procedure: str, step: str, seq: int = 1) -> Event:
    at = AT + timedelta(hours=seq)
    return Event("m", f"{procedure}#1", procedure, seq, step, at, at)


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        ("measure.seizure", "尚未办理“实施查封扣押”，不能办理"),
        ("measure.freeze", "尚未办理“实施冻结”，不能办理"),
        ("measure.liberty", "尚未办理“实施限制人身自由”，不能办理"),
    ],
)
def test_a_missing_step_is_called_as_in_the_procedure_of_the_act(
    national: Corpus, procedure: str, words: str
) -> None:
    [fault] = misplaced(national, [], act(procedure, "record_signed"))
    assert fault.reason.startswith(words)


def test_a_step_in_the_way_is_called_as_in_the_procedure_of_the_act(national: Corpus) -> None:
    imposed = act("measure.liberty", "measure_imposed")
    [fault] = misplaced(national, [imposed], act("measure.liberty", "party_called", 2))
    assert fault.reason == "已经办理“实施限制人身自由”，不能再办理“通知当事人到场”。"


def test_a_step_that_the_procedure_does_not_have_is_called_as_elsewhere(national: Corpus) -> None:
    assert title(national, "measure_imposed", "clue") == title(national, "measure_imposed")
    assert title(national, "no_such_step", "clue") == "no_such_step"


def test_a_norm_calls_its_steps_as_the_procedures_it_governs_do(national: Corpus) -> None:
    under = national.norms["COE-025-1"].applies.procedures
    assert title_under(national, under, "measure_imposed") == "实施查封扣押"
    assert title_under(national, (), "measure_imposed") == title(national, "measure_imposed")
