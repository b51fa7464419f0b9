"""The district's officers: who they are, the state of their certificates, who acts in which place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from xiezhi.registry.demo_people import PEOPLE
from xiezhi.site.city.organs import CityOrgan, organs
from xiezhi.site.city.plan import Plan
from xiezhi.site.city.reading import data
from xiezhi.site.city.workdays import rolled

#: Of a hundred officers beyond the first ones of an organ, how many have which state of certificate.
STATES = {"valid": 82, "expiring": 6, "expired": 5, "suspended": 2, "restored": 2, "cancelled": 3}
#: The first officers of each organ act in its cases and hold valid certificates throughout.
ACTING = 12


@dataclass(frozen=True, slots=True)
class Officer:
    """`state` of the certificate; `turn` is the day it changed (expired after, suspended or cancelled from)
    and `back` the day a suspension ended; None where neither applies."""

    code: str
    name: str
    organ: str
    unit: str
    certificate: str
    scope: str
    state: str
    turn: date | None = None
    back: date | None = None
    lawyer: bool = False


@cache
def officers(plan: Plan) -> Mapping[str, tuple[Officer, ...]]:
    """By organ. The demo's own people count among them, so that all are 2,676."""
    return {organ.code: tuple(_of(organ, plan)) for organ in organs()}


def _of(organ: CityOrgan, plan: Plan) -> Iterator[Officer]:
    rng = Random(f"{plan.seed} officers {organ.code}")
    held = sum(1 for person in PEOPLE if person.organ == organ.code and person.certificate)
    count = organ.people - held
    if plan.crew is not None:
        count = min(plan.crew, count) if organ.prefix else 0
    for number in range(1, count + 1):
        yield _officer(organ, number, rng, plan.today)


def _officer(organ: CityOrgan, number: int, rng: Random, today: date) -> Officer:
    names = data("names")
    state = _state(number, rng)
    turn, back = _turn(state, rng, today)
    return Officer(
        code=f"{organ.code}-{number:03d}",
        name=rng.choice(names["surnames"]) + rng.choice(names["given"]),
        organ=organ.code,
        unit=rng.choice(names["units"]),
        certificate=f"9901-{organ.code[3:].upper()}-{1000 + number}",
        scope="城市管理" if organ.sector == "urban" else organ.short,
        state=state,
        turn=turn,
        back=back,
        lawyer=number in (ACTING - 1, ACTING),
    )


def _state(number: int, rng: Random) -> str:
    """Those after the acting ones bear each state in turn, so that every larger organ has all of them."""
    if number <= ACTING:
        return "valid"
    others = [state for state in STATES if state != "valid"]
    place = number - ACTING - 1
    return others[place] if place < len(others) else rng.choices([*STATES], [*STATES.values()])[0]


def _turn(state: str, rng: Random, today: date) -> tuple[date | None, date | None]:
    if state == "valid":
        return None, None
    if state == "expiring":
        return today + timedelta(days=rng.randint(1, 60)), None
    turn = rolled(today - timedelta(days=rng.randint(180, 330)))
    back = rolled(turn + timedelta(days=rng.randint(10, 40))) if state == "restored" else None
    return turn, back


def in_place(plan: Plan, organ: str, number: int) -> dict[str, str]:
    """Who acts in each place of a case: codes of the registry. A third of the city managers' cases are the
    demo people's own, so that their desks have work."""
    if organ == "sf-cg" and number % 3 == 0:
        return {place: f"p-{login}" for place, login in DEMO.items()}
    crew = [o.code for o in officers(plan)[organ][:ACTING]]
    first = number % 4
    return {
        "lead": crew[first],
        "second": crew[(first + 1) % 4],
        "third": crew[(first + 2) % 4],
        **dict(zip(PLACES, crew[4:], strict=True)),
        "archivist": crew[8],
    }


PLACES = ("unit", "head", "leader", "leader_2", "clerk", "cashier", "reviewer", "chair")
DEMO = {
    "lead": "lin", "second": "chen", "third": "zhou", "unit": "zhou", "head": "gao", "leader": "jiang",
    "leader_2": "gao", "clerk": "he", "cashier": "he", "reviewer": "shen", "chair": "fang",
    "archivist": "he",
}  # fmt: skip
