"""The directory: which keys of headquarters the offline root vouches for, and how long.

A post that believes the root believes headquarters' new keys by it, though the old ones were stolen
and nobody rings up three hundred offices.  Its number only grows (TUF 5.3: no rollback), and it is
stored in the transaction in which it is first used.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.store import settings
from sciattache.sync import keys, roots
from sciattache.sync.keys import Keys, PublicKeys
from sciattache.sync.partners import note_keys
from sciattache.sync.roots import Root
from sciattache.sync.statements import row

_KEPT = "exchange.directory"
_MEANT = b"sciattache-directory-v1\0"
_MOST = 8
"""Keys that a directory names at most."""
DAYS = 400
"""How long a directory counts where nothing else is said."""


@dataclass(frozen=True)
class Directory:
    """``signers`` are the keys by which headquarters signs, the present one first; ``recipient``
    is whom to seal for.  ``expires`` is in seconds; the root signs all of it."""

    version: int
    expires: int
    signers: tuple[bytes, ...]
    recipient: str
    root: Root
    signatures: Mapping[int, bytes]

    @property
    def content(self) -> bytes:
        """The bytes that the root signs."""
        said = [self.version, self.expires, list(self.signers), self.recipient, self.root.plain()]
        return _MEANT + cbor2.dumps(said, canonical=True)

    @property
    def until(self) -> datetime:
        """When it expires."""
        return datetime.fromtimestamp(self.expires, UTC)

    @property
    def is_over(self) -> bool:
        """Whether it has expired: what comes is taken all the same, but a new one is due."""
        return time.time() > self.expires

    @property
    def verifiers(self) -> list[Ed25519PublicKey]:
        """The keys one of which signs what comes from headquarters."""
        return [Ed25519PublicKey.from_public_bytes(one) for one in self.signers]

    def plain(self) -> list[object]:
        """The directory as a manifest holds it."""
        return [
            self.version, self.expires, list(self.signers), self.recipient,
            self.root.plain(), dict(self.signatures),
        ]  # fmt: skip


def read(told: object) -> Directory:
    """A directory that a manifest holds; ``ValueError`` where it is none."""
    match told:
        case [int(version), int(expires), [*signers], str(recipient), root, dict(signatures)] if (
            0 < version < 2**62 and 0 < len(signers) <= _MOST
        ):
            known = tuple(keys.checked(one, recipient).sign for one in signers)
            if not all(isinstance(key, int) for key in signatures):
                raise ValueError("these are no signatures")
            if not all(isinstance(one, bytes) and len(one) == 64 for one in signatures.values()):
                raise ValueError("these are no signatures")
            return Directory(version, expires, known, recipient, roots.read(root), signatures)
    raise ValueError("that is no directory")


# At headquarters


def vouch(
    session: Session,
    secrets: Sequence[Ed25519PrivateKey],
    *,
    days: int = DAYS,
    stolen: bool = False,
) -> Directory:
    """Have the root vouch for headquarters' keys; every post hears of it with its next bundle.

    Where the present keys were ``stolen``, new ones take their place, and the old ones are
    believed no longer.  ``KnownError`` where too few of the secret keys are the root's.
    """
    root, held = roots.find(session), keys.find(session)
    if root is None or held is None:
        raise KnownError("There is no offline root yet.", "Make one with “hq root”.")
    if stolen:
        held = keys.rotate(session)
    signers = [held] if stolen else [held, *held.older]
    known = row(session, "SELECT coalesce(max(directory), 0) FROM peer")[0]
    unsigned = Directory(
        max(known, version(session)) + 1,
        int(time.time()) + days * 86_400,
        tuple(one.public.sign for one in signers),
        held.public.recipient,
        root,
        {},
    )
    made = replace(unsigned, signatures=root.sign(unsigned.content, secrets))
    if not root.vouches(made.content, made.signatures):
        raise KnownError(
            f"{root.needed} different keys of the offline root are needed.",
            "Give the files of as many of them.",
        )
    _keep(session, made)
    return made


def for_peer(session: Session, site: int) -> Directory | None:
    """What a peer is still to be told."""
    known = row(session, "SELECT directory FROM peer WHERE site = ?", site)[0]
    made = find(session)
    return made if made is not None and made.version > known else None


def signing(held: Keys, knows: bytes | None, told: Directory | None) -> Keys:
    """The keys that sign for somebody: the newest where a directory vouches for them, those that
    they know otherwise."""
    return held.known_as(held.public.fingerprint if told else knows)


# At a post


def version(session: Session) -> int:
    """The number of the directory that counts here; nought before there is one."""
    known = find(session)
    return known.version if known else 0


def believed(session: Session, told: object) -> Directory | None:
    """A newer directory for which the root vouches that is believed here."""
    root = roots.find(session)
    if root is None:
        return None
    try:
        made = read(told)
    except (ValueError, TypeError):
        return None
    newer = made.version > version(session)
    return made if newer and root.vouches(made.content, made.signatures) else None


def begin(session: Session, told: object) -> None:
    """Believe the root of headquarters' answer from now on, whatever was believed before."""
    with suppress(ValueError, TypeError):
        made = read(told)
        roots.keep(session, made.root)
        if made.root.vouches(made.content, made.signatures):
            _keep(session, made)


def heed(session: Session, site: int, told: object) -> None:
    """Go by a newer directory of a peer that is headquarters: only its keys count from now on.

    Who knew of no root believes the first one that headquarters names under its signature.
    """
    if roots.find(session) is None:
        with suppress(ValueError, TypeError):
            roots.keep(session, read(told).root)
    made = believed(session, told)
    if made is None:
        return
    _keep(session, made)
    first, *older = made.signers
    note_keys(session, site, PublicKeys(first, made.recipient), older)


# Both


def find(session: Session) -> Directory | None:
    """The directory that counts here; None before there is one."""
    kept: Any = settings.get(session, _KEPT)
    return read(cbor2.loads(bytes.fromhex(kept))) if kept else None


def _keep(session: Session, made: Directory) -> None:
    settings.keep(session, _KEPT, cbor2.dumps(made.plain()).hex())
