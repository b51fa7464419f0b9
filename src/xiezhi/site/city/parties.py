"""Invented citizens, sole traders and companies, all of region 990101."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from xiezhi.registry.models import Party
from xiezhi.site.city.codes import credit_code, id_number
from xiezhi.site.city.reading import data

#: Rows of parties in one statement.
BATCH = 2000


def party(seed: int, kind: str, number: int) -> Party:
    """The `number`-th invented party of its kind; the same for the same seed."""
    code = "d" + hashlib.sha256(f"{seed} {kind} {number}".encode()).hexdigest()[:16]
    rng, names = Random(code), data("names")
    person = rng.choice(names["surnames"]) + rng.choice(names["given"])
    known = {
        "address": f"示范区{rng.choice(names['roads'])}{rng.randint(1, 300)}号",
        "phone": f"010-5556{number % 10000:04d}",
    }
    if kind == Party.Kind.CITIZEN:
        born = date(1960, 1, 1) + timedelta(days=rng.randint(0, 16000))
        return Party(code=code, kind=kind, name=person, id_number=id_number(born, number), **known)
    sole = kind == Party.Kind.SOLE_TRADER
    brand = f"{rng.choice(names['brands'])}{rng.choice(names['brands'])}"
    return Party(
        code=code,
        kind=kind,
        name=f"示范区{brand}{rng.choice(names['shops' if sole else 'companies'])}",
        credit_code=credit_code("92" if sole else "91", 100_000 + number),
        legal_representative=person,
        **known,
    )


def keep(parties: Iterable[Party]) -> None:
    """Put those that are not there on the register."""
    Party.objects.bulk_create(parties, batch_size=BATCH, ignore_conflicts=True)
