"""A receiving line: who stands in it, and who passes along it in which order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sciattache.domain.programmes.participation import Participation

Pairs = Collection[frozenset[str]]
"""Couples, each the ids of two people."""

_UNSEEN = frozenset({"driver", "security", "press", "interpreter"})


@dataclass(frozen=True)
class Line:
    """Those who receive, from the one whom guests greet first; and those who pass, in order."""

    receiving: tuple[Participation, ...]
    passing: tuple[Participation, ...]


def receiving_line(ordered: Sequence[Participation], couples: Pairs = ()) -> Line:
    """The line of an event, of participants in their order.

    By usage the host receives first, then the host's spouse, the guest of honour and that guest's
    spouse; guests pass by precedence, each followed by a spouse who comes along.  Whoever declined,
    drives, guards, interprets or reports stands in neither.
    """
    coming = [
        one for one in ordered if one.rsvp != "declined" and one.role not in _UNSEEN
        and one.side != "press"
    ]  # fmt: skip
    by_person = {one.person: one for one in coming}

    def spouse(one: Participation) -> Participation | None:
        found = (other for pair in couples if one.person in pair for other in pair - {one.person})
        return next((by_person[other] for other in found if other in by_person), None)

    hosts = [one for one in coming if one.side == "host"] or [
        one for one in coming if one.side == "mission"
    ]
    guests = [one for one in coming if one.side == "guest"]
    receiving: list[Participation] = []
    for first in (*hosts[:1], *guests[:1]):
        receiving += [one for one in (first, spouse(first)) if one and one not in receiving]
    passing: list[Participation] = []
    for one in coming:
        for each in (one, spouse(one)):
            if each is not None and each not in receiving and each not in passing:
                passing.append(each)
    return Line(tuple(receiving), tuple(passing))
