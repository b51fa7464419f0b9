"""The random draw: a pure function of seed, number and pool, so that anyone can repeat it.

Each code in the pool has one ticket, or as many as its weight. A ticket's key is the SHA-256 of
`seed|number|code|ticket` in UTF-8, as hexadecimal; a code stands where its smallest key stands, equal keys by code;
the first `count` codes are drawn. The order of the pool does not matter, and nothing else goes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

#: Name of this method in the entry (an option of the field `draw_method`).
METHOD = "sha256_key_order"
#: People sent to one inspection.
SENT = 2


def drawn(seed: str, number: str, pool: Mapping[str, int], count: int) -> list[str]:
    """The first `count` codes of the pool (code → weight), in the order drawn."""
    return sorted(pool, key=lambda code: (_key(seed, number, code, pool[code]), code))[:count]


def _key(seed: str, number: str, code: str, weight: int) -> str:
    return min(_ticket(seed, number, code, n) for n in range(1, weight + 1))


def _ticket(seed: str, number: str, code: str, ticket: int) -> str:
    return sha256(f"{seed}|{number}|{code}|{ticket}".encode()).hexdigest()


def people_drawn(
    seed: str, number: str, rank: int, pool: Iterable[str], count: int = SENT
) -> list[str]:
    """Who is sent to the object drawn as number `rank`; each object has its own draw over the same people."""
    return drawn(seed, f"{number}-{rank}", dict.fromkeys(pool, 1), count)


def version_of(pool: Mapping[str, int]) -> str:
    """Names what the register held at the draw: SHA-256 over `code:weight` lines in the order of codes."""
    lines = "\n".join(f"{code}:{pool[code]}" for code in sorted(pool))
    return sha256(lines.encode()).hexdigest()


def differences(fields: Mapping[str, Any]) -> list[str]:
    """What a draw done again from its own entry shows otherwise than the entry; empty when it is the same."""
    pool = {row["drawn_party"]: int(row["draw_weight"]) for row in fields["draw_pool"]}
    people = [row["officer"] for row in fields["officer_pool"]]
    seed, number = str(fields["draw_seed"]), str(fields["draw_no"])
    faults = []
    if version_of(pool) != fields["register_version"]:
        faults.append("名录的内容与记录的版本不一致。")
    again = drawn(seed, number, pool, int(fields["draw_count"]))
    if again != [row["drawn_party"] for row in fields["drawn_parties"]]:
        faults.append("重做抽取得到的对象与记录不一致。")
    if _sent(seed, number, people, len(again)) != _stated(fields["drawn_parties"]):
        faults.append("重做抽取得到的人员与记录不一致。")
    return faults


def _sent(seed: str, number: str, people: Sequence[str], objects: int) -> list[list[str]]:
    return [people_drawn(seed, number, rank, people) for rank in range(1, objects + 1)]


def _stated(rows: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    return [[row["drawn_lead"], row["drawn_assist"]] for row in rows]
