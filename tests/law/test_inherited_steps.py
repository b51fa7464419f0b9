"""A special procedure takes over the steps of the one it is a kind of."""

from __future__ import annotations

from dataclasses import replace

from tests.law.stall import stall

from xiezhi.law.procedures.inherit import inherited
from xiezhi.law.procedures.model import Procedure
from xiezhi.law.reading import Problem


def special(**given: object) -> tuple[Procedure, list[Problem]]:
    parent = stall().procedures["stall"]
    made = {"steps": {}, "phases": (), "kind_of": "stall", "inherits": True, **given}
    own = replace(parent, code="stall.special", **made)  # type: ignore[arg-type]
    problems: list[Problem] = []
    found = inherited({"stall": parent, "stall.special": own}, problems)["stall.special"]
    return found, problems


def test_it_has_all_steps_and_phases_of_its_parent_but_those_it_goes_without() -> None:
    parent = stall().procedures["stall"]
    left = next(iter(parent.steps))
    found, problems = special(without=(left,))
    assert list(found.steps) == [name for name in parent.steps if name != left]
    assert (found.phases, problems) == (parent.phases, [])


def test_own_steps_replace_those_of_the_same_name_and_new_ones_end_their_phase() -> None:
    parent = stall().procedures["stall"]
    first, *rest = parent.steps.values()
    same = [step.name for step in rest if step.phase == first.phase]
    own = replace(first, title="另一名称")
    new = replace(first, name="extra")
    found, _ = special(steps={first.name: own, "extra": new})
    names = list(found.steps)
    assert found.steps[first.name].title == "另一名称"
    assert names.index("extra") == names.index([first.name, *same][-1]) + 1


def test_a_parent_or_a_step_that_is_not_there_is_a_problem() -> None:
    assert "without 中的步骤“nothing”" in special(without=("nothing",))[1][0].found
    assert "kind_of" in special(kind_of="no.such")[1][0].found
    assert "kind_of" in special(kind_of=None)[1][0].found


def added(**given: object) -> tuple[Procedure | None, list[Problem]]:
    parent = stall().procedures["stall"]
    made = {"steps": {}, "phases": (), "stories": (), "adds_to": "stall", "source": "x", **given}
    more = replace(parent, code="stall.more", **made)  # type: ignore[arg-type]
    problems: list[Problem] = []
    found = inherited({"stall": parent, "stall.more": more}, problems)
    assert "stall.more" not in found
    return found.get("stall"), problems


def test_a_layer_adds_steps_and_stories_to_a_procedure_and_is_none_itself() -> None:
    parent = stall().procedures["stall"]
    first = next(iter(parent.steps.values()))
    found, problems = added(steps={"extra": replace(first, name="extra", once=False)})
    assert found and {*parent.steps, "extra"} == {*found.steps} and problems == []


def test_a_layer_cannot_add_what_is_there_or_to_what_is_not() -> None:
    parent = stall().procedures["stall"]
    assert "已有" in added(steps=dict(parent.steps))[1][0].found
    assert "no.such" in added(adds_to="no.such")[1][0].found


def test_a_layer_asks_more_at_a_known_step_and_never_insists() -> None:
    name = next(iter(stall().procedures["stall"].steps))
    found, problems = added(adds_fields={name: ("extra_mark",)})
    assert found and problems == []
    assert "extra_mark" in found.steps[name].fields and "extra_mark" in found.steps[name].optional
    for wrong in ({"no_such": ("extra_mark",)}, {name: found.steps[name].fields[:1]}):
        assert "adds_fields" in added(adds_fields=wrong)[1][0].found
