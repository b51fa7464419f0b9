"""Who may take which step of `lawkeeping` now."""

from __future__ import annotations

from xiezhi.journal.acts import Actor
from xiezhi.law.parameters import Parameter
from xiezhi.matters.acts.actors import actor, in_role
from xiezhi.matters.acts.move import Move, step_of
from xiezhi.registry.parameters.faults import PROCEDURE, norm_matter, parameter_matter
from xiezhi.registry.scope import Scope

__all__ = ["Move", "actor", "keeper", "norm_matter", "parameter_matter", "setter"]


def setter(parameter: Parameter, scope: Scope) -> Actor | None:
    """The person in the first of the roles that may set the parameter; None when none is held."""
    return in_role(scope.person, parameter.set_by, scope.roles) if scope.person else None


def keeper(step: str, scope: Scope) -> Actor | None:
    """The person in the first of the roles that may take the step."""
    return in_role(scope.person, step_of(PROCEDURE, step).by, scope.roles) if scope.person else None
