"""规范 × 事实 × 步骤: what every norm reads, how that comes about, who sets it where, and what the norm guards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiezhi.law.facts.told import setting_roles, setting_steps, told
from xiezhi.law.norms.model import Norm
from xiezhi.law.norms.needs import facts_needed, steps_of
from xiezhi.law.procedures.order import title as step_title
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.content import covers
from xiezhi.registry.roles import title as role_title

#: What a norm without facts looks at.
ORDER = "步骤的先后"


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact of a norm; a norm that only looks at steps has one cell without a name."""

    name: str
    title: str
    derivation: str
    steps: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    norm: Norm
    cells: tuple[Cell, ...]
    gates: tuple[str, ...]


def norms_of(procedure: str) -> list[Norm]:
    """Those that apply to the procedure; all where none is asked for."""
    law = corpus()
    return [n for n in law.norms.values() if not procedure or covers(law, n, procedure)]


def matrix(norms: Iterable[Norm], procedure: str = "") -> list[Line]:
    """Steps are called as `procedure` calls them."""
    return [Line(norm, _cells(norm, procedure), _titles(norm.gates, procedure)) for norm in norms]


def _cells(norm: Norm, procedure: str) -> tuple[Cell, ...]:
    law = corpus()
    cells = [_cell(name, procedure) for name in sorted(facts_needed(norm)) if name in law.facts]
    steps = steps_of(norm.rule)
    if not cells and steps:
        cells = [_looked(ORDER, steps, procedure)]
    return tuple(cells)


def _cell(name: str, procedure: str) -> Cell:
    law = corpus()
    fact = law.facts[name]
    steps = setting_steps(law, fact)
    return Cell(
        name, fact.title, told(fact), _titles(steps, procedure), _roles(setting_roles(law, steps))
    )


def _looked(title: str, steps: tuple[str, ...], procedure: str) -> Cell:
    roles = setting_roles(corpus(), steps)
    return Cell("", title, "", _titles(steps, procedure), _roles(roles))


def _titles(steps: Iterable[str], procedure: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step_title(corpus(), step, procedure) for step in steps))


def _roles(roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role_title(role) for role in roles))
