"""Unlawful moves through the pages: refused with the article, nothing recorded; the lawful one goes through."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from tests.journeys import papers, past
from tests.journeys.people import Person, Stage
from tests.journeys.unlawful import MOVES, Move, Unlawful

from xiezhi.journal.models import Attempt, Entry
from xiezhi.publicity.models import Publication
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import KeptRow

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("tried", MOVES, ids=[move.name.replace(" ", "-") for move in MOVES])
def test_the_page_refuses_with_the_article_then_takes_the_lawful_move(
    stage: Stage, tried: Unlawful
) -> None:
    stage.node.at(tried.at)
    matter = prepared(tried)
    before = Entry.objects.count()
    person = does(stage, matter, tried.move)
    refused(person, tried)
    assert Entry.objects.count() == before
    kept(tried, matter)
    still_typed(person, tried.move.fields)
    lawful = mended(stage, person, matter, tried)
    lawful.shot("lawful-" + tried.norm)
    assert lawful.page.locator(".note.bad").count() == 0, lawful.text
    assert accepted(lawful), lawful.text
    assert Entry.objects.count() > before


def test_one_officer_alone_does_not_get_past_the_form(stage: Stage) -> None:
    """行政处罚法第四十二条: the page asks for the second officer before the law has to."""
    stage.node.at("2026-03-03T10:00")
    matter = past.write((past.FILED, past.ASSIGNED, past.SHOWN))
    before = Entry.objects.count()
    lin = stage.person("lin").open(f"/cases/{matter}/do/penalty.ordinary/interview/")
    lin.fill(papers.INTERVIEW).try_check().sees(
        "请选择另一名执法人员，本步骤须由两人以上进行（《行政处罚法》第四十二条）"
    )
    assert Entry.objects.count() == before
    still_typed(lin, papers.INTERVIEW)
    lin.fill({}, second="p-chen").check().sign().sees("询问已办理")


def prepared(tried: Unlawful) -> str:
    """The case as it stands when the move is tried, and the other case where there is one."""
    for login, role in tried.grants:
        past.grant(login, role)
    if tried.verified:
        KeptRow.objects.create(
            register="norm", key=tried.norm, matter=f"norm-{tried.norm}", valid_from="2026-01-01"
        )
    past.write(tried.elsewhere)
    return past.write(tried.past)


def does(stage: Stage, matter: str, move: Move) -> Person:
    around = {"second": move.second} if move.second else {}
    person = stage.person(move.who)
    if move.press:
        index_no = Publication.objects.get(matter=matter).index_no
        return person.open(f"/publicity/{index_no}").fill(move.fields).press(move.press)
    return person.does(matter, move.step, move.fields, procedure=move.procedure, **around)


def refused(person: Person, tried: Unlawful) -> None:
    """The refusal stands on the screen: the norm's sentence, its article, its cure."""
    breach = corpus().norms[tried.norm].breach
    shown = person.page.locator(".note.bad", has_text=breach.finding)
    assert shown.count() == 1, person.text
    words = shown.inner_text()
    for wanted in (f"不能{title(tried.move)}", breach.finding, tried.article, breach.cure):
        assert wanted in words, (wanted, words)
    person.sees("没有写入任何记载").shot("refused-" + tried.norm)


def title(move: Move) -> str:
    return corpus().procedures[move.procedure].steps[move.step].title


def kept(tried: Unlawful, matter: str) -> None:
    """The try is in the chain of refused tries, with the norm."""
    attempt = Attempt.objects.get(matter=matter)
    verdicts = json.loads(attempt.text)["verdicts"]
    assert attempt.step == tried.move.step
    assert tried.norm in {verdict["norm"] for verdict in verdicts}


def still_typed(person: Person, fields: Mapping[str, object]) -> None:
    """Every value typed is still in the form."""
    for name, value in flat(fields).items():
        found = person.page.locator(f'[name="{name}"]')
        if found.first.get_attribute("type") == "checkbox":
            assert found.is_checked(), name
            continue
        chosen = found.and_(person.page.locator(":checked")) if found.count() > 1 else found
        assert chosen.input_value() == words_of(name, value), name


def flat(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields by the names of their inputs."""
    found: dict[str, object] = {}
    for name, value in fields.items():
        if isinstance(value, list):
            rows = (
                (f"{name}-{n}-{part}", v) for n, row in enumerate(value) for part, v in row.items()
            )
            found |= dict(rows)
        else:
            found[name] = value
    return found


def mended(stage: Stage, person: Person, matter: str, tried: Unlawful) -> Person:
    """The nearest lawful move."""
    if tried.mend:
        return person.fill(tried.mend).check().sign()
    past.write(tried.add, matter)
    return does(stage, matter, tried.instead or tried.move)


def accepted(person: Person) -> bool:
    """Recorded, or on its way to those who must approve it."""
    barred = "/publicity/" in person.page.url and "不予公示" in person.text
    return "/done/" in person.page.url or "正等" in person.text or barred


def words_of(name: str, value: object) -> str:
    """The value as its input holds it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if name.endswith("_cents") and isinstance(value, int):
        return f"{value / 100:.2f}"
    return str(value)
