"""Who belongs: an office asks to join, headquarters enrols it, both compare six words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.store.office import Office
from sciattache.sync import container, directory, keys, partners
from sciattache.sync.container import Kind, RefusedError
from sciattache.sync.keys import Keys, PublicKeys
from sciattache.sync.partners import HEADQUARTERS, Peer

_NAME, _SIGN, _RECIPIENT, _INC, _MADE, _SITE, _DIRECTORY = range(1, 8)
"""The keys of the manifest of a request to join and of its answer (0 is the payload's)."""


@dataclass(frozen=True)
class Enrolled:
    """An office that headquarters took in: the file that answers it, the words to compare."""

    peer: Peer
    answer: bytes
    words: str


def become_headquarters(office: Office) -> Keys:
    """Make an office headquarters; refused once it exchanges with one."""
    with office.remember() as session:
        if partners.peers(session) and partners.me(session).site != HEADQUARTERS:
            raise KnownError(
                "This office belongs to headquarters already.", "Make a new one for headquarters."
            )
        _take_site(session, HEADQUARTERS)
        return own_keys(session)


def is_headquarters(session: Session) -> bool:
    """Whether this store is headquarters': it has the site 0."""
    return partners.me(session).site == HEADQUARTERS


def own_keys(session: Session) -> Keys:
    """The office's keys, made at the first asking."""
    held = keys.find(session)
    if held is None:
        held = keys.new()
        keys.keep(session, held)
    return held


def ask(office: Office, name: str) -> bytes:
    """The file by which an office called ``name`` asks headquarters to be taken in."""
    if not name.strip():
        raise KnownError("The office has no name.", "Say with --office how it is called.")
    with office.remember() as session:
        held, own = own_keys(session), partners.me(session)
    public = held.public
    told = {
        _NAME: name.strip(),
        _SIGN: public.sign,
        _RECIPIENT: public.recipient,
        _INC: own.inc,
        _MADE: int(time.time()),
    }
    return container.signed(Kind.ENROLMENT, told, signer=held.signer)


def enrol(office: Office, request: bytes, *, clearance: int = 0) -> Enrolled:
    """Take an office in whose request this is; the answer goes back to it.

    Whoever runs headquarters reads the words to the office's own people before anything of it is
    taken: only then is the key known to be theirs.
    """
    try:
        asked = container.open_signed(request, signer=_by_itself)
    except RefusedError as refused:
        raise KnownError(f"The request is refused. {refused}", "Ask for it again.") from None
    public = _public(asked.manifest)
    name = str(asked.manifest.get(_NAME, "")).strip() or "?"
    with office.remember() as session:
        own = partners.me(session)
        if own.site != HEADQUARTERS:
            raise KnownError(
                "Only headquarters enrols offices.", "Make one with “sciattache hq new”."
            )
        held = own_keys(session)
        site = _site_of(session, public) or _next_site(session)
        _know(session, Peer(site, name, public, clearance, "active"))
        vouched = directory.find(session)
        answer = container.seal(
            Kind.DIRECTORY,
            ({_DIRECTORY: vouched.plain()} if vouched else {})
            | {
                _NAME: "Headquarters",
                _SIGN: held.public.sign,
                _RECIPIENT: held.public.recipient,
                _INC: own.inc,
                _MADE: int(time.time()),
                _SITE: site,
            },
            b"",
            signer=held.signer,
            recipient=public.recipient,
        )
    peer = Peer(site, name, public, clearance, "active")
    return Enrolled(peer, answer, keys.spoken(public, held.public))


def join(office: Office, answer: bytes, *, words: str) -> str:
    """Take headquarters' answer in; ``words`` are those that headquarters reads out.

    Gives the name of headquarters.  Refused when the words differ: somebody stands between.
    """
    with office.remember() as session:
        held = own_keys(session)
        known = next((one for one in partners.peers(session) if one.site == HEADQUARTERS), None)

        def signer(manifest: Any, kind: Kind) -> Sequence[Ed25519PublicKey]:
            if kind is not Kind.DIRECTORY:
                return []
            return known.verifiers if known else _by_itself(manifest, kind)

        try:
            told = container.open_bundle(answer, identities=held.identities, signer=signer)
        except RefusedError as refused:
            raise KnownError(f"The answer is refused. {refused}", "Ask for it again.") from None
        public = _public(told.manifest)
        expected = keys.spoken(held.public, public)
        if words.casefold().split() != expected.split():
            raise KnownError(
                "The six words are not those of this answer.",
                "Ring headquarters and ask for them; if they differ again, take nothing from it.",
            )
        name = str(told.manifest.get(_NAME, "Headquarters"))
        _take_site(session, int(told.manifest[_SITE]))
        _know(session, Peer(HEADQUARTERS, name, public, 1_000_000, "active"))
        if _DIRECTORY in told.manifest:
            directory.begin(session, told.manifest[_DIRECTORY])
        return name


def revoke(office: Office, site: int) -> None:
    """Take nothing more from an office's keys, and send it nothing more."""
    with office.remember() as session:
        done = session.execute(
            text("UPDATE peer SET state = 'revoked' WHERE site = :site RETURNING office"),
            {"site": site},
        ).scalar()
    if done is None:
        raise KnownError(f"There is no office number {site}.", "List them with “hq posts”.")


def _by_itself(manifest: Any, kind: Kind) -> Sequence[Ed25519PublicKey]:
    """The key that a manifest names: it proves that its sender has it, not who they are."""
    return [_public(manifest).verifier]


def _public(manifest: Any) -> PublicKeys:
    try:
        return keys.checked(manifest.get(_SIGN), manifest.get(_RECIPIENT))
    except ValueError as error:
        raise RefusedError("damaged", "It names no keys.") from error


def _site_of(session: Session, public: PublicKeys) -> int | None:
    return next((one.site for one in partners.peers(session) if one.keys == public), None)


def _next_site(session: Session) -> int:
    last = session.execute(text("SELECT coalesce(max(site), 0) FROM peer")).scalar_one()
    return int(last) + 1


def _take_site(session: Session, site: int) -> None:
    """Take a number, for what was done here before too."""
    session.execute(
        text("UPDATE step SET site = :site WHERE inc = (SELECT inc FROM clock)"), {"site": site}
    )
    session.execute(text("UPDATE clock SET site = :site"), {"site": site})


def _know(session: Session, peer: Peer) -> None:
    session.execute(
        text(
            "INSERT INTO peer (site, office, sign_key, recipient, clearance, state)"
            " VALUES (:site, :office, :sign, :recipient, :clearance, :state)"
            " ON CONFLICT (site) DO UPDATE SET office = excluded.office,"
            " sign_key = excluded.sign_key, recipient = excluded.recipient, older = '[]',"
            " clearance = excluded.clearance, state = excluded.state"
        ),
        {
            "site": peer.site,
            "office": peer.office,
            "sign": peer.keys.sign,
            "recipient": peer.keys.recipient,
            "clearance": peer.clearance,
            "state": peer.state,
        },
    )
