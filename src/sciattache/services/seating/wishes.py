"""What is asked of a seating, what comes of it, and the sentences that tell why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sciattache.services.reasons import Reason

Pairs = frozenset[frozenset[str]]

FIXED = "Fixed here by hand."
SPOUSE = "Not beside {other}: couples are parted."
APART = "Not beside {other}: they are not seated together."
MOVED = "{other} sits where precedence alone would have put this one."
UNMIXED = "Nobody of the other side is left for this place, so the sides do not alternate."
TOGETHER = "Beside {other} all the same: no arrangement was found that parts them."
HOST = "The host presides."
COHOST = "Presides at the other end, for the host."
HONOUR = "The guest of honour faces the host."
RIGHT = "By precedence: place {number} at the right of {other}."
LEFT = "By precedence: place {number} at the left of {other}."
BEHIND = "Interprets for {other}."
SENTENCES = (
    FIXED, SPOUSE, APART, MOVED, UNMIXED, TOGETHER, HOST, COHOST, HONOUR, RIGHT, LEFT, BEHIND,
)  # fmt: skip
"""Every sentence, to be translated."""


@dataclass(frozen=True)
class Sitter:
    """Somebody to be seated; ``party`` is ``host``, ``guest``, or empty for neither."""

    person: str
    party: str = ""
    name: str = ""


@dataclass(frozen=True)
class Wish:
    """Who is to be seated, in the order of precedence, and what is to be minded.

    ``fixed`` are people by the number of the place that they keep, ``interpreters`` principals by
    the id of whoever interprets for them.
    """

    sitters: Sequence[Sitter]
    host: str | None = None
    guest_of_honour: str | None = None
    couples: Pairs = frozenset()
    apart: Pairs = frozenset()
    fixed: Mapping[int, str] = field(default_factory=dict)
    interpreters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Placement:
    """Who sits where: people by number; interpreters with the number they sit behind.

    ``whys`` tell for each person why there; ``departs`` are those who sit elsewhere than
    precedence and the turns of the sides would have it; ``without`` found no place.
    """

    seats: Mapping[int, str]
    behind: Mapping[str, int]
    whys: Mapping[str, Reason]
    departs: frozenset[str]
    without: tuple[str, ...]
