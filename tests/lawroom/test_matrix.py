"""The matrix norm × fact × step is made from the corpus and leaves nothing out."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from xiezhi.law.norms.needs import facts_needed
from xiezhi.lawroom.reads.matrix import ORDER, matrix, norms_of
from xiezhi.registry.corpus import corpus

MATRIX = "/law/matrix/"


def pages(**asked: str) -> str:
    """All pages of the matrix, one after the other."""
    client, found, number = Client(), "", 1
    while True:
        answer = client.get(MATRIX, {**asked, "page": str(number)})
        assert answer.status_code == 200
        body = answer.content.decode()
        found += body
        number += 1
        if f"page={number}" not in body:
            return found


def test_every_norm_stands_in_it_with_every_fact_it_reads(sqlite_db: str) -> None:
    law, whole = corpus(), pages()
    shown = dict(re.findall(r'<tbody><tr>.*?/law/norms/([^/]+)/"(.*?)</tbody>', whole, re.S))
    for norm in law.norms.values():
        assert norm.id in shown
        for name in facts_needed(norm) & law.facts.keys():
            assert f'<div class="small soft">{name}</div>' in shown[norm.id], (norm.id, name)


def test_every_fact_says_where_it_comes_from(sqlite_db: str) -> None:
    lines = matrix(corpus().norms.values())
    cells = [cell for line in lines for cell in line.cells]
    assert all(cell.derivation for cell in cells if cell.name)
    assert all(cell.steps and cell.roles for cell in cells if not cell.name)


def test_one_line_says_fact_steps_roles_and_gates(sqlite_db: str) -> None:
    [line] = matrix([corpus().norms["PEN-054-1"]], "penalty.ordinary")
    assert line.gates == ("作出处罚决定",)
    [asked] = matrix([corpus().norms["PEN-055-2"]], "penalty.ordinary")
    signed = next(cell for cell in asked.cells if cell.name == "inquiry_signed_min")
    assert "笔录签名确认" in signed.steps and "执法人员" in signed.roles
    assert signed.derivation.startswith("此后 record_signed")
    assert any(cell.title == ORDER for line in matrix(norms_of("")) for cell in line.cells)


def test_it_can_be_asked_for_one_procedure(sqlite_db: str) -> None:
    mine = pages(procedure="licence")
    assert "/law/norms/LIC-036-1/" in mine and "/law/norms/PEN-045-1/" not in mine
    assert '<option value="licence" selected>行政许可</option>' in mine
    assert Client().get(MATRIX, {"procedure": "no.such"}).status_code == 404


def test_the_room_leads_to_it(sqlite_db: str) -> None:
    for place in ("lawroom:index", "lawroom:norms"):
        assert f'href="{MATRIX}"' in Client().get(reverse(place)).content.decode()
