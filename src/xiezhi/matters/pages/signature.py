"""The PIN at the moment of signing, where the procedure asks for it (`step_up`)."""

from __future__ import annotations

from django.http import HttpRequest

from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.actors import SIGNED_IN, WITH_PIN
from xiezhi.registry import pins
from xiezhi.registry.models import Account


def asks_pin(step: Step) -> bool:
    """Whether the page shows the field for it."""
    return step.step_up and pins.asked()


def proof_of(request: HttpRequest, step: Step) -> str:
    """How the signer is known at the moment of signing. Raises PinRefused."""
    if not asks_pin(step):
        return SIGNED_IN
    assert isinstance(request.user, Account)
    pins.check_pin(request.user, request.POST.get("pin", ""))
    return WITH_PIN
