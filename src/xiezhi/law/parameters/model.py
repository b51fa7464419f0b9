"""Parameters: numbers that law leaves to somebody to set (thresholds, limits, ladders), by key facts and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from xiezhi.law.events import EPOCH

Word = int | str
#: What a value of a unit can be at all: (least, most).
POSSIBLE: Mapping[str, tuple[int, int | None]] = {"bool": (0, 1), "percent": (0, 100)}


@dataclass(frozen=True, slots=True)
class Value:
    """`value` from `from_` on where every key fact of `when` has the stated word.

    `level`: 0 national, higher for lower layers of the corpus; values set in the journal come above all of them.
    """

    when: tuple[tuple[str, Word], ...]
    from_: date
    value: int
    level: int = 0

    def holds(self, keys: Mapping[str, Word | None], day: date) -> bool:
        return self.from_ <= day and all(keys.get(name) == word for name, word in self.when)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`default` None: there is no value until somebody sets one, and norms that read it are `unknown`. `least` and
    `most` bound what may be set, where law or sense does."""

    id: str
    title: str
    unit: str
    keys: tuple[str, ...]
    basis: tuple[str, str]
    set_by: tuple[str, ...]
    default: int | None
    values: tuple[Value, ...] = ()
    note: str = ""
    source: str = field(default="", compare=False)
    least: int | None = None
    most: int | None = None

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The smallest and the largest value that may be set: as declared, else what the unit allows."""
        least, most = POSSIBLE.get(self.unit, (0, None))
        return least if self.least is None else self.least, most if self.most is None else self.most

    def allows(self, value: int) -> bool:
        """Whether the value lies within the bounds."""
        least, most = self.bounds
        return (least is None or value >= least) and (most is None or value <= most)

    def value_at(self, keys: Mapping[str, Word | None], day: date) -> int | None:
        """The value for these key facts on `day`; a key fact that is missing or None matches no value.

        The value set at the lowest level wins; within it the one that names more keys (then: earlier ones of
        `keys`); within that the latest.
        """
        return next((v.value for v in self.by_rank() if v.holds(keys, day)), self.default)

    def by_rank(self) -> list[Value]:
        """Values, those that win first."""
        return sorted(self.values, key=self._rank, reverse=True)

    def _rank(self, value: Value) -> tuple[int, int, tuple[bool, ...], date]:
        named = {name for name, _ in value.when}
        return value.level, len(named), tuple(key in named for key in self.keys), value.from_

    def expression(self, day: str) -> str:
        """The same choice as a predicate expression over the key facts and the day fact `day`."""
        otherwise = "NULL" if self.default is None else str(self.default)
        if not self.values:
            return otherwise
        branches = " ".join(f"WHEN {_test(v, day)} THEN {v.value}" for v in self.by_rank())
        return f"CASE {branches} ELSE {otherwise} END"

    def stated(self) -> dict[str, object]:
        """What decides its value, as plain data: the text behind `law.parameters` of an entry."""
        return {
            "default": self.default,
            "keys": list(self.keys),
            "unit": self.unit,
            "values": [
                {
                    "from": each.from_.isoformat(),
                    "level": each.level,
                    "value": each.value,
                    "when": dict(each.when),
                }
                for each in self.values
            ],
        }

    def overlaid(self, values: Sequence[Value]) -> Parameter:
        """With local values (entries of a `parameter` matter) set above all values it has."""
        top = max((v.level for v in self.values), default=0) + 1
        return replace(self, values=(*self.values, *(replace(v, level=top) for v in values)))


def _test(value: Value, day: str) -> str:
    tests = [f"{name} = {_literal(word)}" for name, word in value.when]
    return " AND ".join([*tests, f"{day} >= {(value.from_ - EPOCH).days}"])


def _literal(word: Word) -> str:
    return str(word) if isinstance(word, int) else "'" + word.replace("'", "''") + "'"


def overlaid(
    parameters: Mapping[str, Parameter], local: Mapping[str, Sequence[Value]]
) -> dict[str, Parameter]:
    """All parameters with the local values of each; `KeyError` for a value of a parameter that is not declared."""
    whole = dict(parameters)
    for name, values in local.items():
        whole[name] = parameters[name].overlaid(values)
    return whole
