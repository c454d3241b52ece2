"""A seating for the tables of an item, proposed from what is known of the engagement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.standards import names
from sciattache.domain.vocabularies import RANKS
from sciattache.services.dossier import Dossier
from sciattache.services.reasons import Reason
from sciattache.services.seating.placing import place
from sciattache.services.seating.shapes import Layout, layout
from sciattache.services.seating.wishes import Placement, Sitter, Wish

_OFFICES = {code: place for place, code in enumerate(RANKS.terms)}

_STANDING = frozenset({"driver", "security", "press"})
"""Roles that have no place at a table."""


@dataclass(frozen=True)
class Move:
    """Where somebody sits now and would sit: a table's id, a place's number, and if behind it."""

    person: str
    old: tuple[str, int, bool] | None
    new: tuple[str, int, bool] | None
    why: Reason | None = None
    departs: bool = False


@dataclass(frozen=True)
class Laid:
    """A table with those proposed for it."""

    table: Seating
    layout: Layout
    placement: Placement
    sitters: tuple[Sitter, ...]


@dataclass(frozen=True)
class Proposal:
    """What is proposed for an item: each table, and how everybody would move."""

    tables: tuple[Laid, ...]
    moves: tuple[Move, ...]
    without: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Move, ...]:
        """Those who would sit elsewhere than now."""
        return tuple(move for move in self.moves if move.old != move.new)


@dataclass
class _Share:
    """One table and who is to sit there."""

    table: Seating
    room: int
    people: list[Participation] = field(default_factory=list)


def at_table(dossier: Dossier, item: AgendaItem) -> list[Participation]:
    """Who is to be seated at an item: whoever is named for it, else everybody of its team, but
    for those who declined, drive, guard or report.

    They stand in the order of precedence; the mission's people among the guests, each after the
    last guest of no lower office.
    """
    named = set(dossier.attending(item.id))
    roles = {one.person: one.role for one in dossier.attendances.get(item.id, ())}
    found = [
        one
        for one in dossier.participants
        if one.person not in dossier.absent
        and (one.person in named if roles else not item.team or one.team in (None, "", item.team))
        and roles.get(one.person, one.role) not in _STANDING
        and one.role not in _STANDING
        and one.side != "press"
    ]
    return _among_guests(dossier, found)


def _among_guests(dossier: Dossier, people: list[Participation]) -> list[Participation]:
    guests = [one for one in people if one.side == "guest"]
    others = [one for one in people if one.side not in ("guest", "mission")]
    before = guests[:]
    for one in (one for one in people if one.side == "mission"):
        office = _office(dossier, one)
        after = [place for place, guest in enumerate(guests) if _office(dossier, guest) <= office]
        place = max([*after, 0 if guests else -1]) + 1
        # Those of the mission whom that guest has after them already stay before this one.
        follows = guests[place] if place < len(guests) else None
        before.insert(before.index(follows) if follows else len(before), one)
    return before + others


def _office(dossier: Dossier, one: Participation) -> int:
    person = dossier.people.get(one.person)
    return _OFFICES.get((person.rank if person else None) or "", len(_OFFICES))


def propose(
    dossier: Dossier, item: AgendaItem, tables: Sequence[Seating], *, ends: bool = False
) -> Proposal:
    """Seat an item's people at its tables, the first of which is the head table.

    Whoever presides over a table, is its guest of honour or is fixed there stays at it.  The head
    table takes the first by precedence of both sides, the others are dealt round.
    """
    people = at_table(dossier, item)
    principals = _interpreters(dossier, item, people, tables)
    seats = {table.id: dossier.seats.get(table.id, []) for table in tables}
    fixed = {
        id: {seat.number: seat.person for seat in listed if seat.fixed and seat.person}
        for id, listed in seats.items()
    }
    host_side = _host_side(people, tables)
    seated = [one for one in people if one.person not in principals]
    shares = _dealt(seated, tables, fixed, host_side)
    laid = []
    for share in shares:
        table = share.table
        present = {one.person for one in share.people}
        sitters = tuple(_sitter(dossier, one, host_side) for one in share.people)
        serving = {one: whom for one, whom in principals.items() if whom in present}
        helpers = tuple(_sitter(dossier, one, "") for one in people if one.person in serving)
        wish = Wish(
            sitters=sitters, host=table.host, guest_of_honour=table.guest_of_honour,
            couples=frozenset(dossier.pairs("spouse_of")),
            apart=frozenset(dossier.pairs("avoid_with")),
            fixed=fixed[table.id], interpreters=serving,
        )  # fmt: skip
        shape = layout(table.shape or "long", table.places or len(sitters) or 1, ends=ends)
        laid.append(Laid(table, shape, place(shape, wish), (*sitters, *helpers)))
    return Proposal(tuple(laid), _moves(seats, laid), _without(people, laid))


def _sitter(dossier: Dossier, one: Participation, host_side: str) -> Sitter:
    person = dossier.people.get(one.person)
    name = (names.shown(person.name) or person.native_name or "") if person else ""
    return Sitter(one.person, _party(one, host_side), name)


def _party(one: Participation, host_side: str) -> str:
    """Whether somebody is of those who host a table or of those who are invited to it.

    The mission is with the guests, unless it hosts or the guests give the meal: then with them.
    """
    if one.side not in ("guest", "host", "mission"):
        return ""
    if host_side == "guest":
        return "guest" if one.side == "host" else "host"
    return "host" if one.side == host_side else "guest"


def _host_side(people: Sequence[Participation], tables: Sequence[Seating]) -> str:
    hosts = {table.host for table in tables if table.host}
    named = next((one.side for one in people if one.person in hosts and one.side), None)
    sides = {one.side for one in people}
    return named or next((side for side in ("host", "mission") if side in sides), "host")


def _interpreters(
    dossier: Dossier,
    item: AgendaItem,
    people: Sequence[Participation],
    tables: Sequence[Seating],
) -> dict[str, str]:
    """Whom each interpreter sits behind: the guest of honour first for those of that side.

    With one interpreter it is the guest of honour, with two the host has the other.
    """
    roles = {one.person: one.role for one in dossier.attendances.get(item.id, ())}
    serving = [
        one for one in people
        if item.interpreter == one.person
        or "interpreter" in (roles.get(one.person), one.role)
    ]  # fmt: skip
    rest = [one for one in people if one not in serving]
    host_side = _host_side(people, tables)
    head = tables[0] if tables else Seating()
    by_id = {one.person: one for one in rest}
    guest = by_id.get(head.guest_of_honour or "") or next(
        (one for one in rest if _party(one, host_side) == "guest"), None
    )
    host = by_id.get(head.host or "") or next(
        (one for one in rest if _party(one, host_side) == "host"), None
    )
    principals = [one for one in (guest, host) if one is not None]
    found: dict[str, str] = {}
    for number, one in enumerate(_guests_first(dossier, serving, guest)):
        if principals:
            found[one.person] = principals[number % len(principals)].person
    return found


def _guests_first(
    dossier: Dossier, serving: Sequence[Participation], guest: Participation | None
) -> list[Participation]:
    home = dossier.country_of(guest) if guest else None
    return sorted(serving, key=lambda one: not (home and dossier.country_of(one) == home))


def _dealt(
    people: Sequence[Participation],
    tables: Sequence[Seating],
    fixed: Mapping[str, Mapping[int, str]],
    host_side: str,
) -> list[_Share]:
    shares = [_Share(table, table.places or len(people)) for table in tables]
    bound = {
        person: share
        for share in reversed(shares)
        for person in (
            share.table.host,
            share.table.guest_of_honour,
            *fixed[share.table.id].values(),
        )
        if person
    }
    parties: dict[str, list[Participation]] = {"guest": [], "host": [], "": []}
    for one in people:
        if one.person in bound:
            bound[one.person].people.append(one)
        else:
            parties[_party(one, host_side)].append(one)
    left = _by_turns(parties["guest"], parties["host"]) + parties[""]
    for share in shares[:1]:
        room = max(share.room - len(share.people), 0)
        share.people += left[:room]
        left = left[room:]
    turn = 0
    others = shares[1:]
    for one in left:
        for _ in others:
            share, turn = others[turn % len(others)], turn + 1
            if len(share.people) < share.room:
                share.people.append(one)
                break
    place_of = {one.person: number for number, one in enumerate(people)}
    for share in shares:
        share.people.sort(key=lambda one: place_of[one.person])
    return shares


def _by_turns(
    first: Sequence[Participation], second: Sequence[Participation]
) -> list[Participation]:
    found: list[Participation] = []
    for number in range(max(len(first), len(second))):
        found += [*first[number : number + 1], *second[number : number + 1]]
    return found


def _moves(seats: Mapping[str, Sequence[Seat]], laid: Sequence[Laid]) -> tuple[Move, ...]:
    held = {
        seat.person: (id, seat.number, bool(seat.behind))
        for id, listed in seats.items()
        for seat in listed
        if seat.person
    }
    moves: list[Move] = []
    for one in laid:
        placed = one.placement
        where = {person: (number, False) for number, person in placed.seats.items()}
        where |= {person: (number, True) for person, number in placed.behind.items()}
        for person, (number, behind) in where.items():
            new = (one.table.id, number, behind)
            departs = person in placed.departs
            moves.append(Move(person, held.pop(person, None), new, placed.whys[person], departs))
    return (*moves, *(Move(person, old, None) for person, old in held.items()))


def _without(people: Sequence[Participation], laid: Sequence[Laid]) -> tuple[str, ...]:
    found = {person for one in laid for person in one.placement.seats.values()}
    found |= {person for one in laid for person in one.placement.behind}
    return tuple(one.person for one in people if one.person not in found)
