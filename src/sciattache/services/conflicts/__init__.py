"""What does not fit in an engagement: pure rules over its dossier, each with a reason and a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sciattache.services.conflicts import (
    beds,
    clocks,
    days,
    due,
    elsewhere,
    gaps,
    limits,
    overlaps,
    presence,
    seated,
    seats,
    tables,
    travellers,
)
from sciattache.services.conflicts.conflict import (
    BLOCKS,
    NOTE,
    SEVERITIES,
    WARNS,
    Conflict,
    Subject,
    blocking,
    by_record,
    counts,
)
from sciattache.services.conflicts.facts import Facts
from sciattache.services.conflicts.seated import by_seat
from sciattache.services.dossier import Dossier

__all__ = [
    "BLOCKS",
    "NOTE",
    "RULES",
    "SEVERITIES",
    "WARNS",
    "Conflict",
    "Subject",
    "blocking",
    "by_record",
    "by_seat",
    "counts",
    "find",
]

RULES: tuple[Callable[[Facts], Iterator[Conflict]], ...] = (
    overlaps.ends_first,
    overlaps.twice,
    elsewhere.twice,
    presence.away,
    gaps.too_short,
    presence.outside,
    clocks.zone_missing,
    clocks.doubtful,
    days.holidays,
    days.closed,
    beds.beds,
    seats.seats,
    seated.people,
    seated.places,
    seated.rooms,
    travellers.visas,
    travellers.passports,
    travellers.offices,
    tables.languages,
    tables.diets,
    due.unconfirmed,
    due.briefs,
    limits.budget,
    limits.meetings,
)
"""Every rule; each looks at the facts alone."""


def find(dossier: Dossier, *, today: date) -> tuple[Conflict, ...]:
    """Every conflict of an engagement: the gravest first, then in the order of days.

    What is cancelled or declined raises none; what is on standby raises notes at most.  A conflict
    that somebody waived carries the reason.
    """
    if dossier.engagement.state == "cancelled":
        return ()
    facts = Facts(dossier, today)
    standby = {one.id for one in facts.bookings if one.status == "standby"}
    reasons = {one.conflict: one.reason for one in dossier.waivers}
    seen: dict[str, Conflict] = {}
    for rule in RULES:
        for one in rule(facts):
            if any(subject.id in standby for subject in one.subjects):
                one = replace(one, severity=NOTE)
            if one.key in reasons:
                one = replace(one, waived=reasons[one.key])
            seen.setdefault(one.key, one)
    return tuple(sorted(seen.values(), key=_order))


def _order(one: Conflict) -> tuple[int, date, str, str]:
    hour = f"{one.at:%H:%M}" if one.at else ""
    return SEVERITIES.index(one.severity), one.day or date.max, hour, one.rule
