"""A norm whose text was not at hand only warns, until two people have compared it; from then on it stops."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.matters import play as p
from tests.matters.conftest import cast

from xiezhi.law.norms.model import Norm
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.registry.context import verified_norms
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import KeptRow
from xiezhi.site.wiring import stopping

__all__ = ["cast"]
Enter = Callable[[str], Client]
SAID = {"keeping_document": "公报原文", "keeping_reason": "已逐字核对"}


def unseen() -> Norm:
    """A norm of the corpus that would stop an act and whose text was not at hand."""
    norms = corpus().norms.values()
    return next(n for n in norms if not n.verified and n.breach.effect == "block")


def stops(norm: Norm) -> bool:
    return bool(stopping([Finding(norm.id, norm.grain, "m-1", Verdict.BREACHED)]))


def step(client: Client, norm: Norm, name: str, key: str, **more: str) -> int:
    posted = {**SAID, "key": key, "pin": p.PIN, **more}
    return client.post(f"/law/norms/{norm.id}/{name}/", posted).status_code


def test_two_people_verify_a_norm_on_screen(cast: Enter) -> None:
    norm, first, other = unseen(), cast("shen"), cast("wu")
    page = first.get(f"/law/norms/{norm.id}/").content.decode()
    assert "原文待核" in page and "提出核实规范" in page and not stops(norm)
    assert "提出核实规范" not in cast("lin").get(f"/law/norms/{norm.id}/").content.decode()
    assert step(first, norm, "norm_verification_proposed", "a", keeping_reason="") == 422
    assert step(first, norm, "norm_verification_proposed", "b") == 302
    assert step(first, norm, "norm_verified", "c") == 409
    assert step(other, norm, "norm_verified", "d", pin="000000") == 422
    assert not stops(norm)
    assert step(other, norm, "norm_verified", "e") == 302
    assert stops(norm) and norm.id in verified_norms()
    page = other.get(f"/law/norms/{norm.id}/").content.decode()
    assert "本节点已核实" in page and "沈静" in page and "吴新" in page and "撤回规范核实" in page
    assert step(other, norm, "norm_verification_withdrawn", "f") == 302
    assert not stops(norm) and not KeptRow.objects.filter(register="norm").exists()
    assert step(first, norm, "norm_verification_proposed", "g") == 302


def test_a_norm_with_its_text_has_no_such_page(cast: Enter) -> None:
    assert cast("shen").get("/law/norms/PEN-044-1/norm_verified/").status_code == 404
    assert cast("shen").get(f"/law/norms/{unseen().id}/parameter_set/").status_code == 404
