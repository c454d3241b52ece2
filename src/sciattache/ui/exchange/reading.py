"""What the screen of the exchange shows, read in one go in a worker's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.sync import clashes, keys, partners, status
from sciattache.sync.keys import PublicKeys
from sciattache.sync.partners import Me, Peer
from sciattache.sync.status import Arrived, Standing
from sciattache.ui.exchange import preferences
from sciattache.ui.exchange.preferences import Preferences

AMBER, RED = 14, 45
"""Days without a word after which the state is shown so."""


@dataclass(frozen=True)
class Counts:
    """What asks for somebody: the badge of the rail, and the lines of the day."""

    joined: bool = False
    headquarters: bool = False
    clashes: int = 0
    parked: int = 0
    days: int | None = None

    @property
    def tone(self) -> str:
        """How long ago headquarters was heard of, as a colour."""
        if self.headquarters or not self.joined or self.days is None or self.days < AMBER:
            return "quiet"
        return "bad" if self.days >= RED else "warn"

    @property
    def waiting(self) -> int:
        """How many things wait for a decision."""
        return self.clashes + self.parked


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
    held = keys.find(session)
    return Seen(
        partners.me(session),
        held.public if held else None,
        tuple(partners.peers(session)),
        tuple(status.standings(session)),
        tuple(status.arrivals(session)),
        counts(session),
        preferences.read(session),
        clashes.by_site(session),
        status.parked_by_site(session),
    )


def counts(session: Session) -> Counts:
    """What asks for somebody; quick enough to be read after each change."""
    own = partners.me(session)
    heard = session.execute(text("SELECT max(heard_at), count(*) FROM peer")).one()
    aside = session.execute(
        text("SELECT count(*) FROM arrival WHERE outcome IN ('parked', 'quarantined')")
    ).scalar_one()
    at = datetime.fromtimestamp(heard[0], UTC) if heard[0] else None
    return Counts(
        bool(heard[1]),
        own.is_headquarters,
        clashes.count(session),
        int(aside),
        status.days_since(at),
    )
