"""What the pages say of a norm besides its own text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from xiezhi.law.catalogue.states import TITLES, Coverage, state_of
from xiezhi.law.norms.model import Norm
from xiezhi.law.norms.settings import parameters_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.content import covers
from xiezhi.registry.models import KeptRow
from xiezhi.registry.reads import in_force
from xiezhi.registry.screen import Tag

TONES = {Coverage.EXECUTABLE: "good", Coverage.PARAMETERISED: "good", Coverage.JUDGEMENT: "care"}


@dataclass(frozen=True, slots=True)
class Gate:
    """A step that the norm guards in one procedure, and the paper made from it."""

    procedure: str
    href: str
    step: str
    document: str


def coverage_tag(norm: Norm) -> Tag:
    """How the platform carries it: executable, with a parameter, by a person's judgement, interpretation."""
    state = state_of(corpus(), norm)
    return Tag(TITLES[state], TONES.get(state, "plain"))


def verified_tag(norm: Norm, today: date) -> Tag:
    """Whether its text was at hand, or the operator has compared it."""
    if norm.verified:
        return Tag("已核原文", "good")
    return Tag("本节点已核实", "good") if verified_here(norm.id, today) else Tag("原文待核", "care")


def verified_here(norm: str, on: date) -> KeptRow | None:
    return in_force("norm", on).filter(key=norm).first()


def gates_of(norm: Norm) -> list[Gate]:
    """The guarded steps, procedure by procedure."""
    law = corpus()
    return [
        Gate(
            procedure.title,
            reverse("registry:procedure", args=(code,)),
            procedure.steps[name].title,
            _document(procedure.steps[name].document),
        )
        for code, procedure in law.procedures.items()
        if covers(law, norm, code)
        for name in norm.gates
        if name in procedure.steps
    ]


def _document(kind: str | None) -> str:
    known = corpus().documents.get(kind) if kind else None
    return str(known.get("title", "")) if known else ""


def parameters_behind(norm: Norm) -> list[str]:
    return sorted(parameters_of(corpus(), norm))


def norms_with(parameter: str) -> list[Norm]:
    """The norms whose verdict depends on the parameter."""
    law = corpus()
    return [norm for norm in law.norms.values() if parameter in parameters_of(law, norm)]


def procedures_of(norms: Iterable[Norm]) -> frozenset[str]:
    """The procedures to which any of the norms applies."""
    law = corpus()
    return frozenset(
        code for code in law.procedures if any(covers(law, norm, code) for norm in norms)
    )


def instead_of(norm: Norm) -> tuple[list[Norm], list[Norm]]:
    """(general norms that this one displaces, special norms that displace it)."""
    law = corpus()
    general = [law.norms[name] for name in norm.displaces if name in law.norms]
    return general, list(law.displaced_by.get(norm.id, ()))


def laws_cited() -> dict[str, list[Norm]]:
    """Every law that norms cite, with the norms, in the order of the corpus."""
    found: dict[str, list[Norm]] = {}
    for norm in corpus().norms.values():
        for law in dict.fromkeys(cite.law for cite in norm.cite):
            found.setdefault(law, []).append(norm)
    return found
