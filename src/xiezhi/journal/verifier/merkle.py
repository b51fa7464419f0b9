"""Section 4: the Merkle tree of RFC 9162, grown leaf by leaf, and its inclusion proofs."""

from __future__ import annotations

import hashlib


def leaf_hash(entry_hash: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()


def parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Growing:
    """Keeps one hash per complete subtree, so any number of leaves costs a handful of hashes."""

    def __init__(self) -> None:
        self.peaks: list[tuple[int, bytes]] = []
        #: By height, the root of the last complete subtree of that height.
        self.completed: dict[int, bytes] = {}

    def add(self, leaf: bytes) -> None:
        height, node = 0, leaf
        while self.peaks and self.peaks[-1][0] == height:
            node = parent(self.peaks.pop()[1], node)
            height += 1
            self.completed[height] = node
        self.peaks.append((height, node))

    def root(self) -> str:
        if not self.peaks:
            return hashlib.sha256(b"").hexdigest()
        node = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            node = parent(left, node)
        return node.hex()


def included(leaf: bytes, index: int, size: int, path: list[str], root: str) -> bool:
    """RFC 9162, 2.1.3.2: whether `path` leads from the leaf at `index` to `root` of `size` leaves."""
    if index >= size:
        return False
    first, second, node = index, size - 1, leaf
    for step in path:
        if second == 0:
            return False
        sibling = bytes.fromhex(step)
        if first & 1 or first == second:
            node = parent(sibling, node)
            while not first & 1 and first:
                first, second = first >> 1, second >> 1
        else:
            node = parent(node, sibling)
        first, second = first >> 1, second >> 1
    return second == 0 and node.hex() == root
