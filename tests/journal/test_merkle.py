"""The Merkle tree, by the writer's whole-tree functions and the verifier's growing one."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from xiezhi.journal.merkle import leaf, path, root
from xiezhi.journal.verifier.merkle import Growing, included, leaf_hash


def hashes(count: int) -> list[str]:
    return [hashlib.sha256(str(i).encode()).hexdigest() for i in range(count)]


@given(st.integers(0, 70))
def test_both_programs_compute_the_same_root(count: int) -> None:
    grown = Growing()
    for value in hashes(count):
        grown.add(leaf_hash(value))
    assert grown.root() == root([leaf(value) for value in hashes(count)]).hex()


@given(st.integers(1, 70), st.data())
def test_every_leaf_has_a_proof_and_no_other_leaf_has_it(size: int, data: st.DataObject) -> None:
    nodes = [leaf(value) for value in hashes(size)]
    index = data.draw(st.integers(0, size - 1))
    proof = [node.hex() for node in path(nodes, index)]
    top = root(nodes).hex()
    assert included(nodes[index], index, size, proof, top)
    assert not included(leaf("00" * 32), index, size, proof, top)
    assert not any(
        included(nodes[index], other, size, proof, top)
        for other in range(size + 1)
        if other != index
    )


def test_tiles_are_subtrees_so_their_roots_make_the_same_root() -> None:
    nodes = [leaf(value) for value in hashes(700)]
    tops = [root(nodes[start : start + 256]) for start in range(0, 700, 256)]
    assert root(tops) == root(nodes)
    assert [*path(nodes[512:700], 10), *path(tops, 2)] == path(nodes, 522)
