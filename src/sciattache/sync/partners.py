"""Who this replica is, and with whom it exchanges."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.sync import keys
from sciattache.sync.keys import Keys, PublicKeys
from sciattache.sync.statements import row, rows, run

HEADQUARTERS = 0
"""The site of headquarters, which alone decides what clashes."""


@dataclass(frozen=True)
class Me:
    """Who this replica is: its site and incarnation, and its last step."""

    site: int
    inc: int
    seq: int

    @property
    def is_headquarters(self) -> bool:
        """Whether this store is headquarters'."""
        return self.site == HEADQUARTERS


@dataclass(frozen=True)
class Peer:
    """Whom is exchanged with; records marked above the clearance are not for them.

    ``older`` are the keys that they signed with before, ``knows`` the fingerprint of our key that
    they know.
    """

    site: int
    office: str
    keys: PublicKeys
    clearance: int
    state: str
    older: tuple[bytes, ...] = ()
    knows: bytes | None = None

    @property
    def verifiers(self) -> list[Ed25519PublicKey]:
        """The keys one of which signs what comes from them."""
        every = (self.keys.sign, *self.older)
        return [Ed25519PublicKey.from_public_bytes(one) for one in every]

    @property
    def is_active(self) -> bool:
        """Whether anything goes to them, or is taken from them."""
        return self.state == "active"


def me(session: Session) -> Me:
    """Who this replica is."""
    return Me(*row(session, "SELECT site, inc, seq FROM clock"))


def peers(session: Session) -> list[Peer]:
    """Everybody that this office exchanges with."""
    found = rows(
        session,
        "SELECT site, office, sign_key, recipient, clearance, state, older, knows FROM peer"
        " ORDER BY site",
    )
    return [
        Peer(
            site,
            office,
            PublicKeys(bytes(sign), recipient),
            clearance,
            state,
            tuple(bytes.fromhex(one) for one in json.loads(older)),
            knows,
        )
        for site, office, sign, recipient, clearance, state, older, knows in found
    ]


def active(session: Session, site: int) -> Peer:
    """A peer to whom something may go; ``KnownError`` where there is none of this number."""
    found = next((peer for peer in peers(session) if peer.site == site), None)
    if found is None:
        raise KnownError(
            "This office exchanges with nobody yet.", "Enrol it with headquarters first."
        )
    if not found.is_active:
        raise KnownError(f"The keys of {found.office} were revoked.", "Enrol it anew.")
    return found


def note_keys(session: Session, site: int, public: PublicKeys, older: Sequence[bytes] = ()) -> None:
    """Note the keys of a peer, and those that it signed with before and that still count."""
    run(
        session,
        "UPDATE peer SET sign_key = ?, recipient = ?, older = ? WHERE site = ?",
        public.sign, public.recipient, json.dumps([one.hex() for one in older]), site,
    )  # fmt: skip


def sites_of(session: Session, peer: Peer) -> frozenset[int]:
    """Where the records are made that a peer hears of: its office's laptops, and headquarters."""
    own = [one.site for one in peers(session) if one.office == peer.office]
    return frozenset((HEADQUARTERS, *own))


def held_keys(session: Session) -> Keys:
    """The keys of this office; ``KnownError`` before it has any, and where they are locked."""
    held = keys.find(session)
    if held is None:
        raise KnownError("This office has no keys yet.", "Make them with “sciattache key show”.")
    return held
