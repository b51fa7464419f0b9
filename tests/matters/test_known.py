"""What a form knows before anybody types: from the matter's own procedure, and from the organ's last case on the item."""

from __future__ import annotations

from typing import Any

import pytest
from tests.matters import play as p
from tests.matters.test_measures import BASIS, CODE, GOODS, THREAD, granted, seized

from xiezhi.journal.reads import history
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.forms.goods import goods_values
from xiezhi.matters.forms.known import Standing, known_values
from xiezhi.matters.models import Case
from xiezhi.registry.models import Organ

COURT = "enforce.court"


@pytest.fixture
def play(db_on: str) -> p.Play:
    p.set_up(), granted(p.ORGAN)
    return p.filed(p.Play())


def known(matter: str, procedure: str, step: str, standing: Standing) -> dict[str, Any]:
    organ = Organ.objects.get(code=p.ORGAN)
    return known_values(step_of(procedure, step), history(matter, reveal=True), organ, standing)


def test_the_basis_of_a_measure_comes_from_the_last_case_on_the_same_item(play: p.Play) -> None:
    play.approved("measure_approved", "lin", "2026-03-03T15:00", {
        "seizure_kind": "seal", **BASIS, "private_economy": True, "seized_goods": GOODS,
    })  # fmt: skip
    item = Case.objects.get(matter=play.matter).item
    assert item
    again = known("another", CODE, "measure_approved", Standing(CODE, "", item))
    assert again["measure_basis_law"] == BASIS["measure_basis_law"]
    assert again["measure_basis_article"] == BASIS["measure_basis_article"]
    assert "measure_reason_text" not in again
    for other in ("another-item", ""):
        assert "measure_basis_law" not in known(
            "another", CODE, "measure_approved", Standing(CODE, "", other)
        )


def test_the_duty_is_carried_within_the_enforcement_and_not_beyond_it(play: p.Play) -> None:
    opened = {"duty_kind": "money", "duty_immovable": False, "duty_text": "缴纳罚款三千元。"}
    play.do("enforce_court_opened", "lin", "2026-07-01T09:00", opened)
    urging = known(play.matter, COURT, "urging_served", Standing(COURT))
    assert urging["duty_text"] == "缴纳罚款三千元。"
    beyond = known(play.matter, COURT, "urging_served", Standing("enforce.money"))
    assert "duty_text" not in beyond
    thread = known(play.matter, COURT, "urging_served", Standing(COURT, f"{COURT}#2"))
    assert "duty_text" not in thread


def test_what_is_confiscated_begins_as_what_the_measures_hold(play: p.Play) -> None:
    step = step_of("penalty.ordinary", "goods_confiscated")
    assert goods_values(step, history(play.matter), "") == {}
    seized(play)
    offered = goods_values(step, history(play.matter), "")["confiscated_goods"]
    assert [(r["goods_no"], r["goods_name"], r["goods_quantity"]) for r in offered] == [
        (1, "店招面板", 3),
        (2, "安装车辆", 1),
    ]
    given = {
        "returned_goods": [{**GOODS[0], "goods_state": "intact"}], "addressee_no": 1,
        "signature": "signed",
    }  # fmt: skip
    parts = ("goods_no", "goods_name", "goods_quantity", "goods_unit", "goods_state")
    given["returned_goods"] = [{n: row[n] for n in parts} for row in given["returned_goods"]]
    lifted = {
        "release_ground": "unrelated",
        "released_goods": [{n: GOODS[0][n] for n in parts[:-1]}],
    }
    rest = {"procedure": CODE, "thread": THREAD}
    play.approved("measure_partly_lifted", "lin", "2026-03-10T09:00", lifted, **rest)
    play.do("property_returned", "lin", "2026-03-10T11:00", given, **rest)
    left = goods_values(step, history(play.matter), "")["confiscated_goods"]
    assert [(r["goods_no"], r["goods_name"]) for r in left] == [(1, "安装车辆")]
