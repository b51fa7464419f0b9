"""How much of each kind of document the system fills by itself: from earlier entries, registers, the clock, the numbers.

Counted is every value the paper prints, in the sample case, each row of a list by itself. Of these, given by a person
are the fields that the step making the document asks for and no form fills in. What is picked from a list is told
apart from what is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xiezhi.documents.kinds import Kind, Library
from xiezhi.documents.prepare import prepared
from xiezhi.documents.printed import printed_values
from xiezhi.documents.samples import sample
from xiezhi.law.procedures.model import Procedure, Step

PICKED = frozenset({"choice", "bool", "person", "item", "evidence", "party", "norm"})
#: Names and certificates of people come from the register with the person picked.
REGISTER = frozenset({"name", "certificate_no"})


@dataclass(frozen=True, slots=True)
class Known:
    """Fields that forms fill: `carried` when an earlier step has stated them, `within` when one of the same
    procedure has, `always` whatever came before; `parts` of the rows of a list."""

    carried: frozenset[str]
    within: frozenset[str]
    always: frozenset[str]
    parts: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """Of `printed` values, `picked` are chosen from a list and `typed` are written at the document's own step."""

    kind: str
    title: str
    printed: int
    picked: int
    typed: int

    @property
    def filled(self) -> float:
        return 1 - self.typed / self.printed if self.printed else 1.0


def shares(
    library: Library, procedures: Mapping[str, Procedure], known: Known, texts: Mapping[str, str]
) -> list[Share]:
    """One per kind, least filled first. `texts`: of each kind as rendered from its sample, without spaces."""
    given = dict(_asked(library, procedures, known))
    found = [
        _share(kind, library, given.get(kind.id, frozenset()), known.parts, texts[kind.id])
        for kind in library.kinds.values()
    ]
    return sorted(found, key=lambda share: share.filled)


def overall(found: Iterable[Share]) -> tuple[float, float]:
    """Of all printed values: the share not typed, and the share neither typed nor picked."""
    rows = list(found)
    printed, typed = sum(s.printed for s in rows), sum(s.typed for s in rows)
    return 1 - typed / printed, 1 - (typed + sum(s.picked for s in rows)) / printed


def _asked(
    library: Library, procedures: Mapping[str, Procedure], known: Known
) -> Iterator[tuple[str, frozenset[str]]]:
    for procedure in procedures.values():
        elsewhere = _fields(p for p in procedures.values() if p is not procedure)
        earlier: set[str] = set()
        for step in procedure.steps.values():
            if step.document:
                carried = known.carried & (earlier | elsewhere) | known.within & earlier
                carried |= _repeated(library.kind(step.document), procedures)
                yield step.document, frozenset(step.fields) - carried - known.always
            earlier.update(step.fields)


def _repeated(kind: Kind, procedures: Mapping[str, Procedure]) -> frozenset[str]:
    """What was stated in the acts the kind is `about`."""
    steps = (step for p in procedures.values() for step in p.steps.values())
    return frozenset(name for step in steps if step.name in kind.about for name in step.fields)


def _fields(procedures: Iterable[Procedure]) -> set[str]:
    steps: Iterator[Step] = (step for p in procedures for step in p.steps.values())
    return {name for step in steps for name in step.fields}


def _share(
    kind: Kind,
    library: Library,
    asked: frozenset[str],
    parts: Mapping[str, frozenset[str]],
    text: str,
) -> Share:
    context = {n: v for n, v in sample(kind.id).items() if n not in ("code", "verify_url")}
    values = list(printed_values(kind, context, prepared(context, library), text))
    by_hand = [
        name
        for head, name in values
        if head in asked and name not in REGISTER | parts.get(head, frozenset())
    ]
    picked = sum(library.types.get(name) in PICKED for name in by_hand)
    title = kind.title_for(context)
    return Share(kind.id, title, len(values), picked, len(by_hand) - picked)
