"""Numbers of decisions across matters: taken apart where they are given, twins and gaps seen (DAT-003)."""

from __future__ import annotations

from tests.matters import play as p

from xiezhi.journal.reads import history
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.verdicts import Verdict
from xiezhi.matters.acts.number_parts import number_parts
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus

NORMS = ("DAT-003-1", "DAT-003-2", "DAT-003-3")


def _verdicts(matter: str) -> dict[str, Verdict]:
    law = corpus()
    context = law_context(p.moment("2026-12-31T09:00"))
    rows = derive(law, history(matter), context)
    norms = {name: law.norms[name] for name in NORMS}
    return {each.norm: each.verdict for each in judge(law, rows, context, norms=norms)}


def _decided(number: str) -> str:
    """A decision made on paper elsewhere, recorded with its number."""
    play = p.reviewed(p.told(p.investigated(p.filed(p.Play()))))
    play.attest(
        "decision_made", "gao", "2026-03-20T09:00", p.decision() | {"decision_no": number},
        role="agency_head", source="纸质决定书",
    )  # fmt: skip
    return play.matter


def test_a_number_made_here_is_conform_and_follows_on(db_on: str) -> None:
    p.set_up()
    play = p.reviewed(p.told(p.investigated(p.filed(p.Play()))))
    fields = p.decided(play).entry.content["fields"]
    assert (fields["number_n"], fields["number_check"]) == (1, "conform")
    found = _verdicts(play.matter)
    assert found["DAT-003-1"] == found["DAT-003-2"] == Verdict.MET
    assert found["DAT-003-3"] == Verdict.NOT_APPLICABLE


def test_a_twin_and_a_gap_are_seen_in_the_other_matter(db_on: str) -> None:
    p.set_up()
    first, twin, late = (_decided(f"东湖综执罚〔2026〕{n}号") for n in (4, 4, 7))
    follows = _decided("东湖综执罚〔2026〕5号")
    assert _verdicts(first)["DAT-003-2"] == _verdicts(twin)["DAT-003-2"] == Verdict.BREACHED
    assert _verdicts(follows)["DAT-003-3"] == Verdict.MET
    assert _verdicts(late)["DAT-003-3"] == Verdict.BREACHED
    assert _verdicts(_decided("东湖综执罚2026第08号"))["DAT-003-1"] == Verdict.BREACHED


def test_a_number_that_does_not_follow_the_form_has_no_place(sqlite_db: str) -> None:
    assert number_parts("东湖综执罚[2026]8号") == {"number_check": "differ"}
