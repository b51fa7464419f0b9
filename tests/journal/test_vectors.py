"""The frozen vectors of the format: the writer makes them, the verifier reads them, neither may drift."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xiezhi.journal import ciphers, container, digests, merkle
from xiezhi.journal.canonical import canonical
from xiezhi.journal.intake import take
from xiezhi.journal.keys import WRAP
from xiezhi.journal.sealing import PURPOSE
from xiezhi.journal.verifier import crypto, entry, sealed, strict
from xiezhi.journal.verifier.merkle import Growing, included, leaf_hash
from xiezhi.journal.verifier.shapes import Line

FILE = Path(__file__).parents[1] / "data" / "journal" / "vectors.json"
FROZEN = "a8ec207b65a40b5da83d00cda1939a0a6dca8cffcf93f643691c18cd4d911e0e"
VECTORS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def test_the_vectors_are_frozen() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == FROZEN


@pytest.mark.parametrize("vector", VECTORS["canonical"])
def test_canonical_texts(vector: dict[str, Any]) -> None:
    assert canonical(vector["input"]) == vector["text"]
    assert strict.read(vector["text"]) == vector["input"]


def test_entries_and_log() -> None:
    log = VECTORS["log"]
    before = digests.log_start(log["node"])
    assert before == log["start"]
    for line in log["lines"]:
        assert canonical(json.loads(line["text"])) == line["text"]
        assert digests.of_text(line["text"]) == line["hash"]
        before = digests.log_next(before, line["position"], line["hash"])
        assert before == line["log"]
        assert entry.content_of(Line(line["position"], line["hash"], line["log"], line["text"]))


def test_commitment() -> None:
    vector = dict(VECTORS["commitment"])
    expected = vector.pop("commitment")
    assert digests.commitment(**vector) == expected
    assert sealed.committed(**vector) == expected


def test_merkle_roots_and_proofs() -> None:
    vector = VECTORS["merkle"]
    nodes, grown = [merkle.leaf(value) for value in vector["entry_hashes"]], Growing()
    for size, root in enumerate(vector["roots"]):
        assert merkle.root(nodes[:size]).hex() == root == grown.root()
        if size < len(nodes):
            grown.add(leaf_hash(vector["entry_hashes"][size]))
    for proof in vector["proofs"]:
        index, size = proof["index"], proof["size"]
        assert [node.hex() for node in merkle.path(nodes[:size], index)] == proof["path"]
        assert included(nodes[index], index, size, proof["path"], vector["roots"][size])


def test_checkpoint_signature() -> None:
    vector = VECTORS["checkpoint"]
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(vector["seed"]))
    assert private.sign(vector["text"].encode()).hex() == vector["signature"]
    assert crypto.signed(vector["public"], vector["text"], vector["signature"])
    assert json.loads(vector["text"])["key"] == crypto.fingerprint(vector["public"])


def chance(byte: int) -> Any:
    return patch("os.urandom", lambda count: bytes([byte]) * count)


@pytest.mark.parametrize("vector", VECTORS["sealed"])
def test_sealed_values(settings: Any, vector: dict[str, Any]) -> None:
    settings.XIEZHI_CIPHER = vector["cipher"]
    key, bound = bytes.fromhex(vector["key"]), f"{vector['entry']}\n{vector['name']}".encode()
    with chance(7):
        made = ciphers.seal(key, PURPOSE, vector["plain"].encode(), bound)
    assert made.hex() == vector["box"]
    assert crypto.unboxed(key, PURPOSE, made, bound).decode() == vector["plain"]


@pytest.mark.parametrize("vector", VECTORS["wrapped"])
def test_wrapped_keys(settings: Any, vector: dict[str, Any]) -> None:
    settings.XIEZHI_CIPHER = vector["cipher"]
    master, key = bytes.fromhex(vector["master"]), bytes.fromhex(vector["key"])
    bound = f"{vector['id']}\n{vector['matter']}\n{vector['subject']}".encode()
    with chance(7):
        made = ciphers.seal(master, WRAP, key, bound)
    assert made.hex() == vector["wrapped"]
    assert crypto.unboxed(master, b"xiezhi-wrap-v1", made, bound) == key


@pytest.mark.parametrize("vector", VECTORS["container"])
def test_file_containers(settings: Any, vector: dict[str, Any]) -> None:
    settings.XIEZHI_CIPHER = vector["cipher"]
    key, plain = bytes.fromhex(vector["key"]), bytes.fromhex(vector["plain"])
    with TemporaryFile() as out, chance(7):
        box = container.fresh(key, vector["matter"], vector["type"])
        taken = take(io.BytesIO(plain), out, box, None)
        out.seek(0)
        made = out.read()
    assert made.hex() == vector["container"]
    assert (taken.id, taken.sha256, taken.sm3, taken.size) == tuple(
        vector[name] for name in ("id", "sha256", "sm3", "size")
    )
    read = crypto.blocks(io.BytesIO(made), key, vector["matter"], vector["type"])
    assert b"".join(read) == plain
