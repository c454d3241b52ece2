"""The offline root: keys on paper or sticks, some of which together vouch for headquarters' keys.

None of them is ever in a store: whoever steals headquarters' store cannot speak for the root.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.orm import Session

from sciattache.store import settings

_KEPT = "exchange.root"
KEYS, NEEDED = 3, 2
"""How many keys a root has, and how many of them sign together."""


@dataclass(frozen=True)
class Root:
    """The public halves of the keys, and how many of them must have signed."""

    keys: tuple[bytes, ...]
    needed: int = NEEDED

    def vouches(self, content: bytes, signatures: Mapping[int, bytes]) -> bool:
        """Whether enough of the keys have signed ``content``; signatures are by a key's place."""
        good = 0
        for place, key in enumerate(self.keys):
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(signatures[place], content)
            except (KeyError, InvalidSignature):
                continue
            good += 1
        return good >= self.needed

    def sign(self, content: bytes, secrets: Sequence[Ed25519PrivateKey]) -> dict[int, bytes]:
        """Signatures by those of the secret keys that are the root's, by their place."""
        return {
            self.keys.index(public): secret.sign(content)
            for secret in secrets
            if (public := secret.public_key().public_bytes_raw()) in self.keys
        }

    def plain(self) -> list[object]:
        """The root as a manifest holds it."""
        return [self.needed, list(self.keys)]


def read(told: object) -> Root:
    """A root that a manifest names; ``ValueError`` where it is none."""
    match told:
        case [int(needed), [*keys]] if 0 < needed <= len(keys) <= KEYS**2:
            public = tuple(one for one in keys if isinstance(one, bytes) and len(one) == 32)
            if len(public) == len(keys):
                return Root(public, needed)
    raise ValueError("that is no root")


def new() -> list[Ed25519PrivateKey]:
    """Fresh secret keys for a root."""
    return [Ed25519PrivateKey.generate() for _ in range(KEYS)]


def of(secrets: Sequence[Ed25519PrivateKey]) -> Root:
    """The root that secret keys make."""
    return Root(tuple(one.public_key().public_bytes_raw() for one in secrets))


def wrapped(secret: Ed25519PrivateKey, passphrase: str) -> bytes:
    """One secret key under a passphrase (age with scrypt): what a stick or a safe holds."""
    sealed: bytes = pyrage.passphrase.encrypt(secret.private_bytes_raw(), passphrase)
    return sealed


def unwrapped(content: bytes, passphrase: str) -> Ed25519PrivateKey:
    """A secret key again; ``ValueError`` where the passphrase does not open it."""
    try:
        return Ed25519PrivateKey.from_private_bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        raise ValueError("the passphrase does not open it") from error


def find(session: Session) -> Root | None:
    """The root that is believed here; None before there is one."""
    kept = settings.get(session, _KEPT)
    return Root(tuple(map(bytes.fromhex, kept["keys"])), kept["needed"]) if kept else None


def keep(session: Session, root: Root) -> None:
    """Believe a root from now on."""
    settings.keep(session, _KEPT, {"keys": [one.hex() for one in root.keys], "needed": root.needed})
