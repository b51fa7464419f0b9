"""The draw is a pure function of seed, number and pool; weights change chances and nothing else."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.inspections.drawing import METHOD, differences, drawn, people_drawn, version_of

CODES = st.text("abcdefgh0123456789", min_size=1, max_size=6)
POOLS = st.dictionaries(CODES, st.integers(1, 3), min_size=1, max_size=30)


@given(st.text(max_size=20), st.text(max_size=10), POOLS, st.integers(0, 40))
def test_the_same_seed_draws_the_same_whatever_the_order_of_the_pool(
    seed: str, number: str, pool: dict[str, int], count: int
) -> None:
    first = drawn(seed, number, pool, count)
    again = drawn(seed, number, dict(reversed(pool.items())), count)
    assert first == again and len(first) == len(set(first)) == min(count, len(pool))
    assert drawn(seed, number, pool, count + 1)[: len(first)] == first
    assert version_of(pool) == version_of(dict(reversed(pool.items())))


def test_the_documented_calculation_by_hand() -> None:
    keys = {code: sha256(f"种子|抽1|{code}|1".encode()).hexdigest() for code in "abcde"}
    by_hand = sorted(keys, key=lambda code: keys[code])
    assert drawn("种子", "抽1", dict.fromkeys("abcde", 1), 3) == by_hand[:3]


def test_weight_two_is_drawn_more_often_but_not_always() -> None:
    pool = dict.fromkeys("abcdefghi", 1) | {"z": 2}
    found = Counter(drawn(str(seed), "n", pool, 1)[0] for seed in range(4000))
    plain = sum(found[code] for code in "abcdefghi") / 9
    assert 1.6 * plain < found["z"] < 2.4 * plain
    assert min(found.values()) > 0


def entry() -> dict[str, Any]:
    pool, people = {"p1": 1, "p2": 2, "p3": 1, "p4": 1}, ["o1", "o2", "o3"]
    codes = drawn("s", "抽1", pool, 2)
    sent = [people_drawn("s", "抽1", rank, people) for rank in (1, 2)]
    return {
        "draw_seed": "s", "draw_no": "抽1", "draw_method": METHOD, "draw_count": 2,
        "register_version": version_of(pool),
        "draw_pool": [{"drawn_party": code, "draw_weight": n} for code, n in pool.items()],
        "officer_pool": [{"officer": code} for code in people],
        "drawn_parties": [
            {"draw_rank": rank, "drawn_party": code, "drawn_lead": lead, "drawn_assist": assist}
            for rank, (code, (lead, assist)) in enumerate(zip(codes, sent, strict=True), 1)
        ],
    }  # fmt: skip


def test_an_honest_entry_comes_out_the_same() -> None:
    assert differences(entry()) == []


@pytest.mark.parametrize(
    ("what", "word"),
    [
        ("party", "对象"),
        ("officer", "人员"),
        ("pool", "名录"),
        ("seed", "对象"),
        ("weight", "名录"),
    ],
)
def test_whatever_was_changed_by_hand_afterwards_shows(what: str, word: str) -> None:
    told = entry()
    chosen = {row["drawn_party"] for row in told["drawn_parties"]}
    other = next(row for row in told["draw_pool"] if row["drawn_party"] not in chosen)
    first = told["drawn_parties"][0]
    match what:
        case "party":
            first["drawn_party"] = other["drawn_party"]
        case "officer":
            first["drawn_lead"], first["drawn_assist"] = first["drawn_assist"], first["drawn_lead"]
        case "pool":
            told["draw_pool"].remove(other)
        case "seed":
            told["draw_seed"] = next(s for s in "abcdefgh" if differing(s, told))
        case "weight":
            other["draw_weight"] = 3
    assert any(word in sentence for sentence in differences(told))


def differing(seed: str, told: dict[str, Any]) -> bool:
    pool = {row["drawn_party"]: row["draw_weight"] for row in told["draw_pool"]}
    return drawn(seed, "抽1", pool, 2) != [row["drawn_party"] for row in told["drawn_parties"]]
