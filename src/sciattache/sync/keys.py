"""An office's two keys: one to sign what it sends (Ed25519), one to open what it gets (X25519).

They are kept in the office's file, whose seal is theirs: an office sealed at rest has sealed keys.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from mnemonic import Mnemonic
from sqlalchemy.orm import Session

from sciattache.store import settings

_KEPT = "exchange.keys"
_WORDS = 6


@dataclass(frozen=True)
class PublicKeys:
    """What others know of an office: the key that it signs with, and the one to seal for it."""

    sign: bytes
    recipient: str

    @property
    def verifier(self) -> Ed25519PublicKey:
        """The key that checks its signatures."""
        return Ed25519PublicKey.from_public_bytes(self.sign)


@dataclass(frozen=True)
class Keys:
    """Both keys with their secret halves."""

    signer: Ed25519PrivateKey
    identity: pyrage.x25519.Identity

    @property
    def public(self) -> PublicKeys:
        """What others may know."""
        return PublicKeys(
            self.signer.public_key().public_bytes_raw(), str(self.identity.to_public())
        )


def new() -> Keys:
    """Fresh random keys."""
    return Keys(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())


def find(session: Session) -> Keys | None:
    """The office's keys; None before it has any."""
    kept = settings.get(session, _KEPT)
    return _read(kept) if kept else None


def keep(session: Session, keys: Keys) -> None:
    """Keep keys in the office's file."""
    settings.keep(session, _KEPT, _written(keys))


def backup(keys: Keys, passphrase: str) -> bytes:
    """The secret keys under a passphrase (age with scrypt), for a safe place."""
    text = "\n".join(_written(keys).values())
    sealed: bytes = pyrage.passphrase.encrypt(text.encode(), passphrase)
    return sealed


def restore(content: bytes, passphrase: str) -> Keys:
    """The keys of a backup; ``ValueError`` where the passphrase does not open it."""
    try:
        sign, age = pyrage.passphrase.decrypt(content, passphrase).decode().split("\n")
        return _read({"sign": sign, "age": age})
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise ValueError("the passphrase does not open it") from error


def spoken(*keys: PublicKeys) -> str:
    """Six words that both sides say to each other, to be sure that they have the same keys."""
    told = hashlib.sha256(b"".join(key.sign + key.recipient.encode() for key in keys)).digest()
    return " ".join(Mnemonic("english").to_mnemonic(told[:16]).split()[:_WORDS])


def _written(keys: Keys) -> dict[str, str]:
    return {"sign": keys.signer.private_bytes_raw().hex(), "age": str(keys.identity)}


def _read(kept: dict[str, str]) -> Keys:
    return Keys(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["sign"])),
        pyrage.x25519.Identity.from_str(kept["age"]),
    )
