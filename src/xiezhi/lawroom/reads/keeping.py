"""Who may take which step of `lawkeeping` now."""

from __future__ import annotations

from xiezhi.journal.acts import Actor
from xiezhi.law.parameters import Parameter
from xiezhi.matters.acts.actors import in_role
from xiezhi.matters.acts.move import step_of
from xiezhi.registry.parameters.faults import PROCEDURE
from xiezhi.registry.scope import Scope


def setter(parameter: Parameter, scope: Scope) -> Actor | None:
    """The person in the first of the roles that may set the parameter; None when none is held."""
    return in_role(scope.person, parameter.set_by, scope.roles) if scope.person else None


def keeper(step: str, scope: Scope) -> Actor | None:
    """The person in the first of the roles that may take the step."""
    return in_role(scope.person, step_of(PROCEDURE, step).by, scope.roles) if scope.person else None
