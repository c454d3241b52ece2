"""What asks for somebody, in words: the badge of the rail, and the lines of the day."""

from __future__ import annotations

from sciattache.ui.exchange.moments import last_word
from sciattache.ui.exchange.reading import Counts
from sciattache.ui.lettering import joined
from sciattache.ui.words import say


def badge(counts: Counts) -> tuple[int, str, str]:
    """The number of the badge, its colour, and what it says."""
    words = joined(clashes(counts.clashes), waiting(counts.parked), last(counts))
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


def last(counts: Counts) -> str:
    """The last word from headquarters, for an office that belongs to one."""
    return last_word(counts.days) if counts.joined and not counts.headquarters else ""
