"""Which kind each numbered case is, and which organ handles the plain ones."""

from __future__ import annotations

from random import Random

from xiezhi.site.city.items import CityItem, items
from xiezhi.site.city.kinds import Kind, desk, kinds, plain
from xiezhi.site.city.organs import CityOrgan, with_items

#: Cases of each kind of defect, where there is room for them; never more than three quarters are planted.
MOST, LEAST = 40, 20
#: Ordinary cases of a hundred by story; only where the organ's items reach that size.
STORIES = {
    "ordinary": 77, "hearing_right": 3, "hearing": 2, "major": 2, "no_penalty": 7, "inspection_daily": 4,
    "inspection_random": 4, "inspection_special": 1,
}  # fmt: skip
#: Of a hundred cases of an organ that may punish on the spot, how many it does; half as often in cash.
ON_THE_SPOT = {"public_security": 100, "urban": 65, "market": 35}
CASH = 6


def assigned(seed: int, count: int, each: int | None = None) -> list[Kind | None]:
    """A kind for every case: the desks' first, then in mixed order; None for plain ones. `each`: cases of a kind (default by size)."""
    known = kinds()
    number = each or max(1, min(MOST, count // 100))
    room = count if each else count * 3 // 4
    planted = [kind for kind in known[: 2 * (room // (2 * number))] for _ in range(number)]
    found: list[Kind | None] = [*planted, *[None] * (count - len(planted) - len(desk()))]
    Random(f"{seed} mix").shuffle(found)
    return [*desk(), *found][:count]


def organ_of(rng: Random) -> CityOrgan:
    """Organs by weight."""
    known = list(with_items())
    return rng.choices(known, [organ.weight for organ in known])[0]


def story_of(organ: CityOrgan, rng: Random) -> str:
    """The story of a plain case of this organ."""
    own = [item for item in items().values() if item.prefix == organ.prefix]
    spots = any("spot" in item.sizes for item in own)
    if spots and rng.randrange(100) < ON_THE_SPOT.get(organ.sector, 0):
        return "cash" if rng.randrange(100) < CASH and _reaches(own, "cash") else "summary"
    chosen = rng.choices([*STORIES], [*STORIES.values()])[0]
    return chosen if _reaches(own, chosen) else "ordinary"


def _reaches(own: list[CityItem], name: str) -> bool:
    size = plain(name).story.size or "usual"
    return any(size in item.sizes for item in own)
