"""Items while a participant is not there: before the arrival, after the departure, away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sciattache.services.conflicts.conflict import BLOCKS, WARNS, Conflict, found
from sciattache.services.conflicts.facts import Booking, Facts


def outside(facts: Facts) -> Iterator[Conflict]:
    """An item that begins before a participant arrives, or ends after one departs.

    It blocks where the people were named and miss all of it; those whom it concerns only because
    it is everybody's, and those who miss a part of it, are warned of.  Movements do not count.
    """
    arrivals = {one.person: one.arrives_at for one in facts.coming if one.arrives_at}
    departures = {one.person: one.departs_at for one in facts.coming if one.departs_at}
    early = {facts.bit(person): at for person, at in arrivals.items()}
    late = {facts.bit(person): at for person, at in departures.items()}
    if not early and not late:
        return
    last, first = max(early.values(), default=None), min(late.values(), default=None)
    for one in facts.bookings:
        if one.moves:
            continue
        if last is not None and one.start < last:
            missing = [bit for bit, at in early.items() if bit & one.who and one.start < at]
            all_of_it = [bit for bit in missing if one.end <= early[bit]]
            yield from _missing(facts, one, "outside.before", missing, all_of_it, early)
        if first is not None and one.end > first:
            missing = [bit for bit, at in late.items() if bit & one.who and one.end > at]
            all_of_it = [bit for bit in missing if one.start >= late[bit]]
            yield from _missing(facts, one, "outside.after", missing, all_of_it, late)


def away(facts: Facts) -> Iterator[Conflict]:
    """An item or a leg during hours for which somebody on it is not to be had."""
    for absence in facts.dossier.absences:
        bit = facts.bit(absence.person)
        starts, ends = absence.starts_at, absence.ends_at
        if starts is None and ends is None:
            continue
        for one in facts.bookings:
            if not bit & one.present:
                continue
            begun = ends is None or one.start < ends
            unfinished = starts is None or starts < one.end or starts == one.start
            if begun and unfinished:
                yield found(
                    "absent", BLOCKS, about=(one.record, absence, *facts.parts(bit)),
                    facts=(one.start, one.end, starts, ends), at=one.local,
                    title=facts.title(one.record), people=facts.named(bit),
                )  # fmt: skip


def _missing(
    facts: Facts, one: Booking, rule: str, missing: list[int], all_of_it: list[int],
    until: dict[int, datetime],
) -> Iterator[Conflict]:  # fmt: skip
    if missing:
        who = sum(missing)
        yield found(
            rule, BLOCKS if one.named and all_of_it else WARNS,
            about=(one.record, *facts.parts(who)),
            facts=(one.start, one.end, *(until[bit] for bit in missing)),
            at=one.local, title=facts.title(one.record), people=facts.named(who),
        )  # fmt: skip
