"""The Merkle tree of the log as stored: roots of whole tiles, leaves for the rest."""

from __future__ import annotations

from xiezhi.journal.merkle import TILE, leaf, path, root
from xiezhi.journal.models import LogLine, Tile


def _leaves(start: int, size: int) -> list[bytes]:
    """Leaf hashes of positions start+1 … size."""
    lines = LogLine.objects.filter(position__gt=start, position__lte=size).order_by("position")
    return [leaf(value) for value in lines.values_list("entry_hash", flat=True).iterator()]


def extend(size: int) -> None:
    """Store the roots of the tiles that `size` has completed."""
    known = Tile.objects.count()
    for index in range(known, size // TILE):
        nodes = _leaves(index * TILE, (index + 1) * TILE)
        Tile.objects.create(index=index, root=root(nodes).hex())


def _tops(size: int) -> list[bytes]:
    whole = size // TILE
    rows = Tile.objects.filter(index__lt=whole).order_by("index").values_list("root", flat=True)
    tops = [bytes.fromhex(value) for value in rows]
    rest = _leaves(whole * TILE, size)
    return [*tops, root(rest)] if rest else tops


def root_at(size: int) -> str:
    """Root over the first `size` entries; `extend` has been called for it."""
    return root(_tops(size)).hex()


def proof(position: int, size: int) -> list[str]:
    """Inclusion proof (RFC 9162) of the entry at `position` (from 1) in the tree of `size` entries."""
    tile, index = divmod(position - 1, TILE)
    nodes = _leaves(tile * TILE, min(size, (tile + 1) * TILE))
    return [node.hex() for node in [*path(nodes, index), *path(_tops(size), tile)]]
