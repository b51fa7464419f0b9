"""The ordinary case from filing to archive, played by seven people at the level of acts."""

from __future__ import annotations

from tests.matters import play as p

from xiezhi.documents.reads import latest_casefile, of_matter
from xiezhi.journal.models import Entry
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.reads.file_pages import file_pages


def test_a_case_goes_from_clue_to_archive_with_a_returned_review_and_a_defence(db_on: str) -> None:
    p.set_up()
    play = p.Play()
    p.filed(play)
    p.investigated(play)
    p.told(play)
    p.reviewed(play)
    made = p.decided(play)
    p.served_to_archived(play)
    case = Case.objects.get(pk=play.matter)
    assert case.state == "archived" and case.handlers == ["lin", "chen"]
    assert made.document is not None and made.document.number in str(made.entry.text)
    people = {by["person"] for e in Entry.objects.all() for by in e.content["by"]}
    assert len(people) >= 6
    assert not Draft.objects.exclude(state=Draft.State.EFFECTIVE).exists()
    assert {d.kind for d in of_matter(play.matter)} >= {"penalty_notice", "penalty_decision"}
    kept, archiving = latest_casefile(play.matter), step_of("penalty.ordinary", "case_archived")
    assert kept and file_pages(play.matter, archiving) == {"page_count": kept.pages}
