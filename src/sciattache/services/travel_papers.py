"""How long passports and visas still hold: the clock that a planner watches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sciattache.domain.programmes.participation import Participation
from sciattache.services.dossier import Dossier

BEYOND = timedelta(days=183)
"""How long a passport should hold beyond the last day: half a year, which many states ask for."""

SOON = 14
"""Days before a visa falls due from which it presses."""


@dataclass(frozen=True)
class Clock:
    """What presses most of somebody's travel papers.

    ``state`` is ``none`` (nothing to watch), ``fine``, ``soon``, ``late`` or ``bad``; ``what`` is
    ``visa`` or ``passport``; ``days`` are those left, fewer than none when it is past.
    """

    state: str
    what: str = ""
    days: int | None = None


_HARM = {"bad": 0, "late": 1, "soon": 2, "fine": 3, "none": 4}


def clock(one: Participation, dossier: Dossier, today: date) -> Clock:
    """The paper of a participant that presses most."""
    last = dossier.engagement.ends_on or dossier.engagement.starts_on or today
    return min(_visa(one, today), _passport(one, last), key=lambda found: _HARM[found.state])


def _visa(one: Participation, today: date) -> Clock:
    days = (one.visa_due_on - today).days if one.visa_due_on else None
    if one.visa == "refused":
        return Clock("bad", "visa", days)
    if one.visa not in ("needed", "applied"):
        return Clock("fine" if one.visa in ("granted", "not_needed") else "none", "visa")
    if days is None:
        return Clock("soon", "visa")
    return Clock("late" if days < 0 else "soon" if days <= SOON else "fine", "visa", days)


def _passport(one: Participation, last: date) -> Clock:
    """Days are counted from the last day of the engagement, on which it must still hold."""
    if one.passport_expires_on is None:
        return Clock("none", "passport")
    left = one.passport_expires_on - last
    state = "bad" if left < timedelta() else "late" if left < BEYOND else "fine"
    return Clock(state, "passport", left.days)
