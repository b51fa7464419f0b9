"""One invented case: its kind, its people and parties, its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from xiezhi.registry.models import Party
from xiezhi.site.city.days import Days, NoRoom
from xiezhi.site.city.items import CityItem, items
from xiezhi.site.city.kinds import Kind, plain
from xiezhi.site.city.mix import organ_of, story_of
from xiezhi.site.city.organs import CityOrgan, organs
from xiezhi.site.city.parties import party
from xiezhi.site.city.people import Officer, in_place, officers
from xiezhi.site.city.plan import Plan
from xiezhi.site.city.schedule import shown
from xiezhi.site.city.story import Part


@dataclass(frozen=True, slots=True)
class CityCase:
    """`times` by name of part; `people` by place; `odd` an officer whose certificate is not simply valid."""

    number: int
    kind: Kind
    organ: CityOrgan
    item: CityItem
    parties: list[Party]
    flags: frozenset[str]
    parts: Mapping[str, Part]
    times: Mapping[str, datetime]
    people: Mapping[str, str]
    fine: int
    rng: Random

    @property
    def matter(self) -> str:
        return matter_of(self.number)


def matter_of(number: int) -> str:
    return f"demo-{number:05d}"


def case_of(plan: Plan, number: int, kind: Kind | None, host: Party | None = None) -> CityCase:
    """The numbered case, the same for the same plan; `host` is its party if known. Raises NoRoom."""
    rng = Random(f"{plan.seed} case {number}")
    organ = organ_of(rng)
    kind = kind or plain(story_of(organ, rng))
    fixed = kind.case
    item = _item(kind, organ, rng)
    if item.prefix != organ.prefix or "organ" in fixed:
        organ = _organ(item, fixed)
    parties = [host] if host else _parties(plan, item, kind, number, rng)
    flags = _flags(kind, organ, fixed, rng)
    parts = shown(kind.story, flags)
    odd = _odd(plan, organ, fixed.get("second"), rng)
    people = in_place(plan, organ.code, 0 if "who" in fixed else number)
    if odd:
        people = people | {"second": odd.code}
    days = Days(plan, kind, item.since, parts, odd).found(rng)
    fine = _fine(item, kind, rng)
    return CityCase(number, kind, organ, item, parties, flags, parts, days, people, fine, rng)


def _item(kind: Kind, organ: CityOrgan, rng: Random) -> CityItem:
    """An item of the organ that fits the kind's party and size, else any that does."""
    fixed, size = kind.case, size_of(kind)
    fit = [
        item
        for item in items().values()
        if size in item.sizes
        and fixed.get("item", item.code) == item.code
        and fixed.get("prefix", item.prefix) == item.prefix
        and fixed.get("party", item.parties[0]) in item.parties
        and item.prefix not in fixed.get("not_prefix", ())
        and _range_fits(item, fixed)
    ]
    if not fit:
        raise NoRoom(f"没有事项适合「{kind.id}」")
    return rng.choice([item for item in fit if item.prefix == organ.prefix] or fit)


def _range_fits(item: CityItem, fixed: Mapping[str, Any]) -> bool:
    return not str(fixed.get("fine", "")).startswith("min") or item.low > 0


def size_of(kind: Kind) -> str:
    return kind.story.size or ("spot" if kind.story.spot else "usual")


def _organ(item: CityItem, fixed: Mapping[str, Any]) -> CityOrgan:
    """The organ the case names, else the first that has the item."""
    code = fixed.get("organ")
    return next(o for o in organs() if (o.code == code if code else o.prefix == item.prefix))


def _parties(plan: Plan, item: CityItem, kind: Kind, number: int, rng: Random) -> list[Party]:
    form = kind.case.get("party") or rng.choice(list(item.parties))
    count = int(kind.case.get("parties", 1))
    shared = count == 1 and not kind.story.alone
    first = rng.randrange(plan.parties) if shared else number * 2
    return [party(plan.seed, form, first + n) for n in range(count)]


def _flags(kind: Kind, organ: CityOrgan, fixed: Mapping[str, Any], rng: Random) -> frozenset[str]:
    chosen = {flag for flag, share in kind.story.flags.items() if rng.randrange(100) < share}
    if organ.sector == "market":
        chosen.add("market")
    if int(fixed.get("parties", 1)) > 1:
        chosen.add("two_parties")
    open_ = organ.sector != "public_security" and not (kind.story.spot and rng.randrange(100) < 80)
    if fixed.get("influence", "publish" if open_ else "bar") == "publish":
        chosen.add("publish")
    elif organ.sector == "public_security":
        chosen.add("barred")
    if organ.sector == "public_security":
        chosen.discard("clue")
    return frozenset(chosen - {f for f, share in kind.story.flags.items() if share == 0})


def _odd(plan: Plan, organ: CityOrgan, state: str | None, rng: Random) -> Officer | None:
    if state is None:
        return None
    return rng.choice([o for o in officers(plan)[organ.code] if o.state == state])


def _fine(item: CityItem, kind: Kind, rng: Random) -> int:
    """In cents: as the kind says (`min`, `max+1`, a number), else usual for the item, rounded."""
    said = kind.case.get("fine")
    if said is not None:
        return amount(said, item)
    low, high = item.sizes[size_of(kind)]
    step = 1000 if high <= 20_000 else 10_000
    return max(low, rng.randint(low, high) // step * step)


def amount(said: int | str, item: CityItem) -> int:
    """`min`, `max`, either with `+n` or `-n`, or cents."""
    if isinstance(said, int):
        return said
    base = item.low if said.startswith("min") else item.high
    return base + int(said[3:] or 0)
