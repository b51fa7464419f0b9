"""Named places where a test kills the process, to see what a restart finds. Outside tests they are one comparison."""

from __future__ import annotations

import os
import signal

#: Set by a test in the process that is to die; a node never sets it.
_armed: list[str] = []


def arm(name: str) -> None:
    """Die by SIGKILL at the point `name` from now on (tests only: call it in a process of its own)."""
    _armed[:] = [name]


def reach(name: str) -> None:
    """The process is at the point `name`."""
    if _armed and _armed[0] == name:
        os.kill(os.getpid(), signal.SIGKILL)
