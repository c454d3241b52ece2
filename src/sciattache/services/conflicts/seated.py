"""Seats that no longer fit: whose people do not come, and tables and rooms that became others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.services.conflicts.conflict import NOTE, WARNS, Conflict, found
from sciattache.services.conflicts.facts import OFF, Facts
from sciattache.services.conflicts.travellers import office_left
from sciattache.services.conflicts.wording import Names
from sciattache.services.dossier import Dossier


def people(facts: Facts) -> Iterator[Conflict]:
    """A seat, or the head of a table, of somebody who does not come, not for this, or not as such.

    That is who declined, takes no part, was replaced, is not named for the item, or left the office
    for which they come before its day.
    """
    for item, tables in _laid(facts.dossier):
        unfit = _unfit(facts, item)
        for table in tables:
            seats = _seats(facts.dossier, table)
            for case, persons in _cases(facts, table, seats, unfit).items():
                theirs = [seat for seat in seats if seat.person in persons]
                yield _told(facts, f"seat.{case}", item, table, theirs, upon=persons,
                            people=_named(facts, persons))  # fmt: skip


def places(facts: Facts) -> Iterator[Conflict]:
    """A seat at a place that the table does not have, or that is somebody else's too."""
    for item, tables in _laid(facts.dossier):
        for table in tables:
            seats = [seat for seat in _seats(facts.dossier, table) if seat.person]
            beyond = [seat for seat in seats if table.places and seat.number > table.places]
            if beyond:
                yield _told(facts, "seat.beyond", item, table, beyond,
                            upon=(table.places, *(seat.number for seat in beyond)),
                            places=table.places or 0, people=_of(facts, beyond))  # fmt: skip
            at: dict[int, list[Seat]] = defaultdict(list)
            for seat in seats:
                if not seat.behind:
                    at[seat.number].append(seat)
            for number, shared in at.items():
                if len(shared) > 1:
                    yield _told(facts, "seat.twice", item, table, shared, upon=(number,),
                                number=number, people=_of(facts, shared))  # fmt: skip


def rooms(facts: Facts) -> Iterator[Conflict]:
    """A room with fewer seats than are laid in it.

    Tables whose item was moved, and tables that became others since the last issue, are notes.
    """
    dossier = facts.dossier
    before = dossier.before if dossier.unissued else None
    items = {one.id: one for one in before.items} if before else {}
    old = {one.id: one for one in before.seatings} if before else {}
    for item, tables in _laid(dossier):
        room = facts.place(item.place)
        sitting = [s for table in tables for s in _seats(dossier, table) if s.person]
        if room and room.seats and not item.room and len(sitting) > room.seats:
            yield found("room_small", WARNS, about=(item, room, *tables),
                        facts=(room.seats, len(sitting)), day=_day(facts, item),
                        place=room.name, seats=room.seats, count=len(sitting),
                        title=facts.title(item))  # fmt: skip
        then = items.get(item.id)
        if before is None or then is None or before.issue is None:
            continue
        was, now = _room(before, then), _room(dossier, item)
        for table in tables:
            seats = _seats(dossier, table)
            held = old.get(table.id)
            if held is None or not seats:
                continue
            if was != now:
                yield _told(facts, "table_changed.room", item, table, seats, NOTE,
                            upon=(was, now), before=was or "?", after=now or "?",
                            number=before.issue.version or 0)  # fmt: skip
            if (held.shape, held.places) != (table.shape, table.places):
                yield _told(facts, "table_changed", item, table, seats, NOTE,
                            upon=(table.shape, table.places),
                            number=before.issue.version or 0)  # fmt: skip


def by_seat(dossier: Dossier, conflicts: Iterable[Conflict]) -> Mapping[str, tuple[Conflict, ...]]:
    """What stands against each seat by its id: what names it, or its item and who sits there.

    So a flight that lands during the dinner marks a seat at the dinner.
    """
    standing = [
        (one, {subject.id for subject in one.subjects}) for one in conflicts if one.waived is None
    ]
    parts = {one.person: one.id for one in dossier.participants}
    items = {one.id: one.item for one in dossier.seatings}
    against: dict[str, tuple[Conflict, ...]] = {}
    for table, seats in dossier.seats.items():
        for seat in seats:
            both = {items.get(table, ""), parts.get(seat.person or "", "")}
            if told := tuple(one for one, ids in standing if seat.id in ids or both <= ids):
                against[seat.id] = told
    return against


def _laid(dossier: Dossier) -> Iterator[tuple[AgendaItem, list[Seating]]]:
    """The items that take place and have tables."""
    tables: dict[str, list[Seating]] = defaultdict(list)
    for table in dossier.seatings:
        tables[table.item].append(table)
    for item in dossier.items:
        if item.id in tables and item.status not in OFF:
            yield item, tables[item.id]


def _unfit(facts: Facts, item: AgendaItem) -> Mapping[str, str]:
    """Of whoever does not come to an item, not as the one who was seated, the case."""
    dossier, day = facts.dossier, _day(facts, item) or facts.first_day
    listed = dossier.attendances.get(item.id, ())
    cases = {one.person: "declined" for one in listed if one.status == "declined"}
    cases |= dict.fromkeys(dossier.absent, "declined")
    named = {one.person for one in listed} | {item.interpreter, item.contact}
    for one in facts.coming:
        if one.person in cases:
            continue
        of_team = not item.team or not one.team or one.team == item.team
        if (listed and one.person not in named) or (not listed and not of_team):
            cases[one.person] = "unnamed"
        elif day is not None and office_left(facts, one, day):
            cases[one.person] = "office"
    return cases


def _cases(
    facts: Facts, table: Seating, seats: list[Seat], unfit: Mapping[str, str]
) -> Mapping[str, list[str]]:
    """Whom a table has that it should not have, by the case; each in one case only."""
    before = facts.dossier.before
    part = {one.person for one in facts.dossier.participants}
    seated = [seat.person for seat in seats if seat.person]
    heads = [one for one in (table.host, table.guest_of_honour) if one]
    was = {one.id: one.person for one in before.participants} if before else {}
    others = {was.get(one.id) for one in facts.dossier.participants if was.get(one.id)} - part
    cases: dict[str, list[str]] = defaultdict(list)
    for person in dict.fromkeys((*seated, *heads)):
        if person in unfit:
            cases[unfit[person]].append(person)
        elif person in others:
            cases["replaced"].append(person)
        elif person in seated and person not in part:
            cases["gone"].append(person)
    return cases


def _seats(dossier: Dossier, table: Seating) -> list[Seat]:
    return sorted(dossier.seats.get(table.id, ()), key=lambda seat: (seat.number, seat.rid or 0))


def _told(
    facts: Facts, sentence: str, item: AgendaItem, table: Seating, seats: list[Seat],
    severity: str = WARNS, *, upon: Iterable[object] = (), **values: int | str | Names,
) -> Conflict:  # fmt: skip
    """A conflict at a table; ``upon`` is what a waiver depends on."""
    return found(
        sentence, severity, about=(table, item, *seats), facts=upon, day=_day(facts, item),
        more={"table": table.name, "title": facts.title(item), **values},
    )  # fmt: skip


def _day(facts: Facts, item: AgendaItem) -> date | None:
    line = facts.dossier.lines.get(item.id)
    return line.start.date() if line and line.start else item.first_day


def _room(dossier: Dossier, item: AgendaItem) -> str:
    """Where an item is, as one reads it."""
    place = dossier.places.get(item.place or "")
    return ", ".join(filter(None, (place.name if place else "", item.room)))


def _of(facts: Facts, seats: Iterable[Seat]) -> Names:
    return _named(facts, [seat.person for seat in seats if seat.person])


def _named(facts: Facts, persons: Iterable[str]) -> Names:
    return Names(tuple(facts.name(person) for person in persons))
