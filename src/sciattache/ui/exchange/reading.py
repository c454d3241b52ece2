"""What the screen of the exchange shows, read in one go in a worker's thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from sciattache.sync import clashes, directory, guarding, keys, partners, roots, status
from sciattache.sync.directory import Directory
from sciattache.sync.keys import PublicKeys
from sciattache.sync.partners import Me, Peer
from sciattache.sync.status import Arrived, Standing
from sciattache.ui.exchange import preferences
from sciattache.ui.exchange.counting import Counts, counts
from sciattache.ui.exchange.preferences import Preferences


@dataclass(frozen=True)
class Seen:
    """The exchange as it stands."""

    me: Me
    public: PublicKeys | None
    peers: tuple[Peer, ...]
    standings: tuple[Standing, ...]
    arrivals: tuple[Arrived, ...]
    counts: Counts
    preferences: Preferences
    clashes_of: dict[int, int] = field(default_factory=dict)
    parked_of: dict[int, int] = field(default_factory=dict)
    has_root: bool = False
    directory: Directory | None = None
    lock: str = ""
    is_open: bool = True

    @property
    def is_headquarters(self) -> bool:
        return self.me.is_headquarters

    @property
    def is_outside(self) -> bool:
        """Whether the office exchanges with nobody, and is not headquarters either."""
        return not self.is_headquarters and not self.peers

    def office_of(self, site: int | None) -> str:
        """The name of an office by its number; empty where it is not known."""
        return next((peer.office for peer in self.peers if peer.site == site), "")


def read(session: Session) -> Seen:
    """Everything that the screen shows."""
    lock = keys.lock(session) or ""
    return Seen(
        partners.me(session),
        keys.public(session),
        tuple(partners.peers(session)),
        tuple(status.standings(session)),
        tuple(status.arrivals(session)),
        counts(session),
        preferences.read(session),
        clashes.by_site(session),
        status.parked_by_site(session),
        roots.find(session) is not None,
        directory.find(session),
        lock,
        not lock or guarding.is_open(lock),
    )
