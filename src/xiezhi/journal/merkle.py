"""Merkle tree over entry hashes (RFC 9162): roots and inclusion proofs.

Complete tiles of 256 leaves are subtrees of the tree, so their roots can be kept and the rest is a
small tree over tiles: a root over ten million entries needs forty thousand hashes, not ten million.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

TILE = 256


def leaf(entry_hash: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def root(nodes: Sequence[bytes]) -> bytes:
    """Root over `nodes` (leaf hashes, or roots of complete tiles and a last partial one)."""
    if not nodes:
        return hashlib.sha256(b"").digest()
    if len(nodes) == 1:
        return nodes[0]
    half = _split(len(nodes))
    return _node(root(nodes[:half]), root(nodes[half:]))


def path(nodes: Sequence[bytes], index: int) -> list[bytes]:
    """Sibling hashes from the node at `index` up to the root."""
    if len(nodes) == 1:
        return []
    half = _split(len(nodes))
    if index < half:
        return [*path(nodes[:half], index), root(nodes[half:])]
    return [*path(nodes[half:], index - half), root(nodes[:half])]
