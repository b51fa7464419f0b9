"""Names and keys of parameters, until `law.parameters` is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xiezhi.law.reading import Problem, View, read


@dataclass(frozen=True, slots=True)
class Parameter:
    id: str
    keys: tuple[str, ...]


def load_parameters(layers: Sequence[Path], problems: list[Problem]) -> dict[str, Parameter]:
    found = {}
    for layer in layers:
        for path in sorted((layer / "parameters").glob("*.yaml")):
            table = read(path, problems, path.relative_to(layer).as_posix())
            if table is not None:
                view = View(table, problems)
                found[view.text("id")] = Parameter(view.text("id"), view.names("keys", ()))
    return found
