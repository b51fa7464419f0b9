"""The node's signature under checkpoints and bundles: Ed25519, with a slot for other algorithms."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xiezhi.journal.keys import folder, secret_file

ALGORITHM = "ed25519"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with the node's key; `key` is the SHA-256 of `public` (both hexadecimal)."""

    key: str
    public: str
    private: Ed25519PrivateKey

    def sign(self, text: str) -> str:
        return self.private.sign(text.encode()).hex()


def signer() -> Signer:
    """The node's signer; its key file is made at first use and its public half listed in `signing.pub`."""
    private = Ed25519PrivateKey.from_private_bytes(secret_file(folder() / "signing.key"))
    raw = private.public_key().public_bytes_raw()
    made = Signer(hashlib.sha256(raw).hexdigest(), raw.hex(), private)
    _list(made)
    return made


def _list(made: Signer) -> None:
    """`signing.pub` keeps every public key the node ever signed with, one a line."""
    path, line = folder() / "signing.pub", f"{ALGORITHM} {made.public}\n"
    if not path.exists() or line not in path.read_text():
        with path.open("a") as file:
            file.write(line)


def public_keys() -> list[str]:
    """Public keys of the node, hexadecimal, oldest first."""
    signer()
    lines = (folder() / "signing.pub").read_text().splitlines()
    return [line.split(" ")[1] for line in lines]
