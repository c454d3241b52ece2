"""An office's two keys: one to sign what it sends (Ed25519), one to open what it gets (X25519).

They are kept in the office's store, whose seal is theirs: an office sealed at rest has sealed keys.
Where others can read the store, as on a server, they lie under a passphrase of their own beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from mnemonic import Mnemonic
from sqlalchemy.orm import Session

from sciattache.store import settings
from sciattache.sync import guarding
from sciattache.sync.guarding import LockedError

_KEPT = "exchange.keys"
_WORDS = 6
_FINGERPRINT = 8
OLDER = 2
"""Keys before the present ones that are kept, one's own and those of a peer."""
SHORTEST = 12
"""Characters that a passphrase of keys has at least: what it seals lies where others are."""


@dataclass(frozen=True)
class PublicKeys:
    """What others know of an office: the key that it signs with, and the one to seal for it."""

    sign: bytes
    recipient: str

    @property
    def verifier(self) -> Ed25519PublicKey:
        """The key that checks its signatures."""
        return Ed25519PublicKey.from_public_bytes(self.sign)

    @property
    def fingerprint(self) -> bytes:
        """The first bytes of the key that signs, by which two sides speak of it."""
        return self.sign[:_FINGERPRINT]


@dataclass(frozen=True)
class Keys:
    """Both keys with their secret halves, and those before them: what was sealed for them still
    comes, and who has not heard of the new ones knows only theirs."""

    signer: Ed25519PrivateKey
    identity: pyrage.x25519.Identity
    older: tuple[Keys, ...] = ()

    @property
    def identities(self) -> list[pyrage.x25519.Identity]:
        """All that may open what comes, the newest first."""
        return [self.identity, *(one.identity for one in self.older)]

    def known_as(self, fingerprint: bytes | None) -> Keys:
        """Those of the keys that somebody knows; the oldest where they never said."""
        every = [self, *self.older]
        return next((one for one in every if one.public.fingerprint == fingerprint), every[-1])

    @property
    def public(self) -> PublicKeys:
        """What others may know."""
        return PublicKeys(
            self.signer.public_key().public_bytes_raw(), str(self.identity.to_public())
        )


def checked(sign: object, recipient: object) -> PublicKeys:
    """Public keys that somebody names; ``ValueError`` where they are none."""
    if not isinstance(sign, bytes) or len(sign) != 32 or not isinstance(recipient, str):
        raise ValueError("these are no keys")
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise ValueError("that is no age recipient") from error
    return PublicKeys(sign, recipient)


def new() -> Keys:
    """Fresh random keys."""
    return Keys(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())


def rotate(session: Session) -> Keys:
    """Put fresh keys in the place of the present ones; peers hear of them with the next bundles,
    signed by the keys that they know.  ``LookupError`` where there are none."""
    held = find(session)
    if held is None:
        raise LookupError("there are no keys")
    fresh = replace(new(), older=(replace(held, older=()), *held.older)[:OLDER])
    keep(session, fresh)
    return fresh


def find(session: Session) -> Keys | None:
    """The office's keys; None before it has any, :class:`LockedError` where they are locked."""
    kept = settings.get(session, _KEPT)
    if not kept:
        return None
    if (lock := kept.get("lock")) is not None:
        kept = json.loads(guarding.unseal(lock, kept["sealed"]))
    return replace(_read(kept), older=tuple(map(_read, kept.get("older", ()))))


def public(session: Session) -> PublicKeys | None:
    """What others may know of the office's keys, locked or not; None before it has any."""
    kept = settings.get(session, _KEPT)
    if not kept:
        return None
    told = kept.get("public")
    return PublicKeys(bytes.fromhex(told["sign"]), told["age"]) if told else _read(kept).public


def keep(session: Session, keys: Keys) -> None:
    """Keep keys in the office's store, under the lock that is there; :class:`LockedError` where
    that is shut."""
    _keep(session, keys, lock(session))


def lock(session: Session) -> str | None:
    """What a passphrase of its own opens the keys by; None where they have none."""
    kept: Mapping[str, str] = settings.get(session, _KEPT) or {}
    return kept.get("lock")


def unlock(session: Session, passphrase: str) -> None:
    """Open the keys in this program; nothing to be done where they are under no passphrase, and
    ``KnownError`` where it is another."""
    if (found := lock(session)) is not None:
        guarding.unlock(found, passphrase)


def guard(session: Session, passphrase: str) -> str:
    """Put the keys under a passphrase, also in the place of another; gives the lock that it opens.
    ``LookupError`` where there are no keys, :class:`LockedError` where they are locked."""
    held = find(session)
    if held is None:
        raise LookupError("there are no keys")
    before, made = lock(session), guarding.new_lock(passphrase)
    _keep(session, held, made)
    if before is not None:
        guarding.shut(before)
    return made


def unguard(session: Session) -> None:
    """Take the passphrase of the keys away; :class:`LockedError` where they are locked."""
    before, held = lock(session), find(session)
    if before is not None and held is not None:
        _keep(session, held, None)
        guarding.shut(before)


def bring_back(session: Session, keys: Keys) -> bool:
    """Put keys of a backup in the place of those that are here.

    True where they are under no passphrase any more: the one that was there is not given.
    """
    try:
        keep(session, keys)
    except LockedError:
        _keep(session, keys, None)
        return True
    return False


def _keep(session: Session, keys: Keys, lock: str | None) -> None:
    kept: dict[str, object] = {**_written(keys), "older": [_written(one) for one in keys.older]}
    if lock is not None:
        told = {"sign": keys.public.sign.hex(), "age": keys.public.recipient}
        sealed = guarding.seal(lock, json.dumps(kept).encode())
        kept = {"public": told, "lock": lock, "sealed": sealed}
    settings.keep(session, _KEPT, kept)


def backup(keys: Keys, passphrase: str) -> bytes:
    """The secret keys under a passphrase (age with scrypt), for a safe place."""
    every = [keys, *keys.older]
    text = "\n".join(line for one in every for line in _written(one).values())
    sealed: bytes = pyrage.passphrase.encrypt(text.encode(), passphrase)
    return sealed


def restore(content: bytes, passphrase: str) -> Keys:
    """The keys of a backup; ``ValueError`` where the passphrase does not open it."""
    try:
        lines = pyrage.passphrase.decrypt(content, passphrase).decode().split("\n")
        first, *older = (
            _read({"sign": sign, "age": age})
            for sign, age in zip(lines[::2], lines[1::2], strict=True)
        )
        return replace(first, older=tuple(older))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise ValueError("the passphrase does not open it") from error


def spoken(*keys: PublicKeys) -> str:
    """Six words that both sides say to each other, to be sure that they have the same keys."""
    told = hashlib.sha256(b"".join(key.sign + key.recipient.encode() for key in keys)).digest()
    return " ".join(Mnemonic("english").to_mnemonic(told[:16]).split()[:_WORDS])


def _written(keys: Keys) -> dict[str, str]:
    return {"sign": keys.signer.private_bytes_raw().hex(), "age": str(keys.identity)}


def _read(kept: Mapping[str, str]) -> Keys:
    return Keys(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["sign"])),
        pyrage.x25519.Identity.from_str(kept["age"]),
    )
