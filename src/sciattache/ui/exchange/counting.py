"""What asks for somebody, counted and in words: the badge of the rail, the lines of the day."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.sync import clashes as clashes_of
from sciattache.ui.exchange.moments import last_word
from sciattache.ui.lettering import joined
from sciattache.ui.words import say

AMBER, RED = 14, 45
"""Days without a word after which the state is shown so."""


@dataclass(frozen=True)
class Counts:
    """What asks for somebody: the badge of the rail, and the lines of the day."""

    joined: bool = False
    headquarters: bool = False
    clashes: int = 0
    parked: int = 0
    recalls: int = 0
    asked: bool = False
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
        return self.clashes + self.parked + self.recalls


def counts(session: Session) -> Counts:
    """What asks for somebody; quick enough to be read after each change."""
    site, peers, heard, aside, recalls, asked = session.execute(
        text(
            "SELECT clock.site, (SELECT count(*) FROM peer), (SELECT max(heard_at) FROM peer),"
            " (SELECT count(*) FROM arrival WHERE outcome IN ('parked', 'quarantined')),"
            " (SELECT count(*) FROM recall WHERE recall.site = clock.site AND state = 'asked'),"
            " (SELECT count(*) FROM recall)"
            " FROM clock"
        )
    ).one()
    days = int((time.time() - heard) // 86400) if heard else None
    return Counts(
        bool(peers), not site, clashes_of.count(session), aside, recalls, bool(asked), days
    )


def badge(counts: Counts) -> tuple[int, str, str]:
    """The number of the badge, its colour, and what it says."""
    words = joined(
        clashes(counts.clashes), waiting(counts.parked), asked_back(counts.recalls), last(counts)
    )
    return (
        counts.waiting,
        "warn" if counts.tone == "quiet" and counts.clashes else counts.tone,
        words,
    )


def clashes(count: int) -> str:
    """How many clashes wait; empty for none."""
    if not count:
        return ""
    return say("1 clash to decide") if count == 1 else say("{count} clashes to decide", count=count)


def waiting(count: int) -> str:
    """How many files could not be taken yet; empty for none."""
    if not count:
        return ""
    return say("1 file waits") if count == 1 else say("{count} files wait", count=count)


def asked_back(count: int) -> str:
    """How many records are asked back; empty for none."""
    if not count:
        return ""
    return (
        say("1 recall to decide") if count == 1 else say("{count} recalls to decide", count=count)
    )


def last(counts: Counts) -> str:
    """The last word from headquarters, for an office that belongs to one."""
    return last_word(counts.days) if counts.joined and not counts.headquarters else ""
